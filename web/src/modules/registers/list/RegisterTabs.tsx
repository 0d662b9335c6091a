import { Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAccess } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { useRegister } from '../thing/register'
import { registers } from '../thing/things'
import css from './register.module.css'

/** RegisterTabs lead from one register to another; the style sheet makes a list of them where there is little room. */
export function RegisterTabs() {
  const { register, project } = useRegister()
  const access = useAccess()
  const navigate = useNavigate()
  const seen = registers.filter(({ area }) => can(access, `${area}.view`))
  return (
    <>
      <nav className={css.tabs} aria-label={m.registers_nav_registers()}>
        {seen.map((one) => (
          <Link key={one.thing} to={`/projects/${project}/registers/${one.plural}`} className={css.tab}>
            <one.icon size={16} stroke={1.75} aria-hidden />
            {one.label()}
          </Link>
        ))}
      </nav>
      <Select
        className={css.picker}
        aria-label={m.registers_nav_registers()}
        data={seen.map((one) => ({ value: one.plural, label: one.label() }))}
        value={register.plural}
        allowDeselect={false}
        onChange={(plural) => plural && navigate({ to: `/projects/${project}/registers/${plural}` })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
    </>
  )
}
