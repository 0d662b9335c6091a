import { usePages, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { TokenPanel } from '~/ui/TokenPanel'
import { say } from '~/ui/toast'
import { NewToken } from './NewToken'
import { scopeWords } from './scopes'

/** Tokens lists the keys that one's own programs sign in with. */
export function Tokens() {
  const list = usePages('accounts.token.list')
  const revoke = useWrite('accounts.token.revoke', { onDone: () => say(m.ui_token_revoked()) })
  return (
    <TokenPanel
      title={m.accounts_tokens()}
      about={m.accounts_tokens_about()}
      none={m.accounts_tokens_none()}
      called={m.ui_token_key()}
      may={({ scopes }) => scopeWords(scopes)}
      list={list}
      revoking={{
        act: ({ id }, done) => revoke.mutate({ path: { token: id } }, { onSuccess: done }),
        busy: revoke.isPending,
        problem: revoke.error,
      }}
      revokeAbout={m.accounts_token_revoke_about()}
      making={(onClose) => <NewToken onClose={onClose} />}
    />
  )
}
