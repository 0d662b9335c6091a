import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent = 'var(--accent-fill)'
const danger = 'var(--danger-fill)'
const ten = (colour: string): MantineColorsTuple => [
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
]

/** theme makes Mantine draw with the product's tokens. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: ten(accent), danger: ten(danger) },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: 'var(--radius)',
  fontSizes: {
    xs: 'calc(var(--size) - 2px)',
    sm: 'var(--size)',
    md: 'calc(var(--size) + 1px)',
    lg: 'calc(var(--size) + 3px)',
    xl: 'calc(var(--size) + 6px)',
  },
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, maw: 320, multiline: true } },
    ModalRoot: {
      defaultProps: { centered: true, radius: 'var(--radius)', transitionProps: { duration: 120 } },
    },
    DrawerRoot: { defaultProps: { transitionProps: { duration: 150 } } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: { label: { fontWeight: 500, marginBottom: 4 }, description: { color: 'var(--muted)' } },
    },
  },
})

const family = (name: string) => ({
  [`--mantine-color-${name}-text`]: `var(--${name})`,
  [`--mantine-color-${name}-filled`]: `var(--${name}-fill)`,
  [`--mantine-color-${name}-filled-hover`]: `var(--${name}-fill-hover)`,
  [`--mantine-color-${name}-light`]: `var(--${name}-soft)`,
  [`--mantine-color-${name}-light-hover`]: `var(--${name}-soft)`,
  [`--mantine-color-${name}-light-color`]: `var(--${name})`,
  [`--mantine-color-${name}-outline`]: `var(--${name})`,
  [`--mantine-color-${name}-outline-hover`]: `var(--${name}-soft)`,
})

const colours = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  ...family('accent'),
  ...family('danger'),
}

/** tokens gives Mantine's own variables the values of the product's tokens, in every theme alike. */
export const tokens: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.43' },
  light: colours,
  dark: colours,
})
