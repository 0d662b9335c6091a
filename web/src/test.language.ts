import { speak } from '~/lib/locale'

// Tests read Danish words, whatever the machine they run on speaks.
speak('da')
