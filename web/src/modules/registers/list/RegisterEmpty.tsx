import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCan } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { useRegister } from '../thing/register'
import css from './register.module.css'

/** RegisterEmpty says what a register is for while there is nothing in it, and how it is filled. */
export function RegisterEmpty({ onAdd }: { onAdd: () => void }) {
  const { register, project, may } = useRegister()
  const mayImport = useCan('registers.create') && may.create
  return (
    <div className={css.middle}>
      <EmptyState
        icon={register.icon}
        title={register.empty()}
        acts={
          may.create && (
            <>
              {mayImport && (
                <Button
                  component={Link}
                  to={`/projects/${project}/imports/new?thing=${register.thing}`}
                  leftSection={<IconFileImport size={16} aria-hidden />}
                >
                  {m.registers_import()}
                </Button>
              )}
              <Button
                variant={mayImport ? 'default' : 'filled'}
                onClick={onAdd}
                leftSection={<IconPlus size={16} aria-hidden />}
              >
                {register.add()}
              </Button>
            </>
          )
        }
      >
        {register.about()}
      </EmptyState>
    </div>
  )
}
