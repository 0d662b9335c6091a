import { Notifications } from '@mantine/notifications'
import '@mantine/core/styles/Notification.layer.css'
import '@mantine/notifications/styles.layer.css'

/** Toasts is the corner where say, sayWrong and sayUndo are shown. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} />
}
