import { TextInput } from '@mantine/core'
import type { PointGroup } from 'signature_pad'
import { m } from '~/lib/paraglide/messages'
import { SignatureField } from '~/ui/form/SignatureField'

/** SignerField takes the signature under a test, and the name of who gives it. */
export function SignerField({
  label = m.verification_signature(),
  strokes,
  name,
  wrong,
  onStrokes,
  onName,
}: {
  label?: string
  strokes: PointGroup[]
  name: string
  /** wrong is what is wrong with the name. */
  wrong: string | undefined
  onStrokes: (strokes: PointGroup[]) => void
  onName: (name: string) => void
}) {
  return (
    <SignatureField label={label} strokes={strokes} onStrokes={onStrokes}>
      <TextInput
        label={m.verification_signed_name()}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        error={wrong}
        maxLength={120}
        autoComplete="name"
      />
    </SignatureField>
  )
}
