import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWhyNot } from '~/api/access'
import { addressOf } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { type Stored, upload } from '~/api/upload'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { FileDrop } from '~/ui/FileDrop'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import css from './logos.module.css'

/** Logos are the pictures of the companies that stand on the reports their people print. */
export function Logos({ project }: { project: string }) {
  const why = useWhyNot('project.administer')
  const { data } = useRead('projects.company.list', { path: { project } })
  const [choosing, setChoosing] = useState<string>()
  const set = useWrite('projects.logo.set', { touches: ['projects.company'] })
  const give = async (company: string, file: File) => {
    try {
      const stored: Stored = await upload(project, file)
      await set.mutateAsync({ path: { project, company }, body: { file: stored.id } })
      setChoosing(undefined)
      say(m.projects_logo_saved())
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <Panel title={m.projects_logos()} under={m.projects_logos_about()}>
      {!data ? (
        <Lines count={3} />
      ) : (
        <ul className={css.logos}>
          {data.items.map(({ id, name, logo }) => (
            <li key={id}>
              <span className={css.picture}>
                {logo && (
                  <img
                    src={
                      addressOf('files.file.read', {
                        path: { project, file: logo },
                        query: { show: true },
                      })[1]
                    }
                    alt={m.projects_logo_of({ company: name })}
                  />
                )}
              </span>
              <span className={css.name}>{name}</span>
              <span className={css.acts}>
                <ActButton
                  why={why}
                  variant="default"
                  size="compact-md"
                  aria-expanded={choosing === id}
                  onClick={() => setChoosing(choosing === id ? undefined : id)}
                >
                  {logo ? m.projects_logo_change() : m.projects_logo_choose()}
                </ActButton>
                {logo && !why && (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    aria-label={m.projects_logo_remove_of({ company: name })}
                    onClick={() =>
                      set.mutate(
                        { path: { project, company: id }, body: { file: null } },
                        { onError: sayWrong },
                      )
                    }
                  >
                    {m.projects_logo_remove()}
                  </Button>
                )}
              </span>
              {choosing === id && !why && (
                <div className={css.drop}>
                  <FileDrop
                    kinds={['.png', '.jpg', '.jpeg']}
                    most={5 * 1024 * 1024}
                    about={m.projects_logo_kinds()}
                    onFiles={([file]) => file && void give(id, file)}
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
