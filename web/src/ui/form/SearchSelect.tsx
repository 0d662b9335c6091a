import { Select, type SelectProps } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { m } from '~/lib/paraglide/messages'

/** SearchSelect is a choice out of a long list, which the server searches by the words that are typed. */
export function SearchSelect({
  words,
  onWords,
  onOpened,
  ...props
}: SelectProps & {
  words: string
  onWords: (words: string) => void
  onOpened: (opened: boolean) => void
}) {
  return (
    <Select
      {...props}
      clearable
      searchable
      searchValue={words}
      onSearchChange={onWords}
      // The server has searched already.
      filter={({ options }) => options}
      onDropdownOpen={() => onOpened(true)}
      onDropdownClose={() => onOpened(false)}
      nothingFoundMessage={m.ui_nothing_found()}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
