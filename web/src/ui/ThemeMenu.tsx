import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun, IconSunHigh } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { light, type Theme, useTheme } from '~/lib/theme'

const themes: { value: Theme; label: () => string; icon: typeof IconSun }[] = [
  { value: 'auto', label: m.app_theme_auto, icon: IconDeviceDesktop },
  { value: 'light', label: m.app_theme_light, icon: IconSun },
  { value: 'dark', label: m.app_theme_dark, icon: IconMoon },
  { value: 'sun', label: m.app_theme_sun, icon: IconSunHigh },
]

/** ThemeMenu chooses how the screen is lit. */
export function ThemeMenu() {
  const { chosen, drawn } = useTheme()
  const Shown = themes.find(({ value }) => value === drawn)?.icon ?? IconSun
  return (
    <Menu width={200} position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="var(--text)"
          size={34}
          aria-label={m.app_theme()}
          title={m.app_theme()}
        >
          <Shown size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map(({ value, label, icon: Mark }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={chosen === value}
            onClick={() => light(value)}
            leftSection={<Mark size={16} aria-hidden />}
            rightSection={chosen === value ? <IconCheck size={16} aria-hidden /> : undefined}
          >
            {label()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
