import { Button } from '@mantine/core'
import { m } from '~/lib/paraglide/messages'
import { Sheet } from '~/ui/Sheet'
import { useRegister } from '../thing/register'
import { FilterEditor } from './FilterEditor'
import { narrowingOf, saidOf } from './filter'
import css from './filter.module.css'
import type { Place } from './url'

/** FilterSheet narrows the list by any field, where there are no column heads to do it from. */
export function FilterSheet({
  place,
  onPlace,
  onClose,
}: {
  place: Place
  onPlace: (part: Partial<Place>) => void
  onClose: () => void
}) {
  const { asked, show } = useRegister()
  return (
    <Sheet title={m.registers_filters()} onClose={onClose}>
      <div className={css.fields}>
        {asked
          .filter(
            ({ id, fixed, key, type }) =>
              (!fixed || key === 'place' || type === 'choice') && !id.endsWith('_other'),
          )
          .map((field) => (
            <details key={field.id} name="field">
              <summary>
                {field.label()}
                <span>{saidOf(narrowingOf(place.filter, field), (value) => show(field, value))}</span>
              </summary>
              <div>
                <FilterEditor
                  field={field}
                  filter={place.filter}
                  q={place.q}
                  onFilter={(filter) => onPlace({ filter })}
                />
              </div>
            </details>
          ))}
      </div>
      <div className={css.end}>
        <Button fullWidth h={56} onClick={onClose}>
          {m.registers_filter_show()}
        </Button>
        <Button
          fullWidth
          mt={8}
          variant="subtle"
          disabled={place.filter.length === 0}
          onClick={() => onPlace({ filter: [] })}
        >
          {m.registers_filter_clear()}
        </Button>
      </div>
    </Sheet>
  )
}
