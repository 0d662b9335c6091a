const deviceKey = 'cxweb.device'
const signerKey = 'cxweb.signer'

const read = (key: string) => {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
const write = (key: string, value: string) => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A device that keeps nothing is asked again next time.
  }
}

/** deviceName is what this device is called in the history, as whoever uses it has named it. */
export const deviceName = (): string => read(deviceKey)
export const nameDevice = (name: string) => write(deviceKey, name.trim())

/** lastSigner is who signed last on this device. */
export const lastSigner = (): string => read(signerKey)
export const rememberSigner = (name: string) => write(signerKey, name.trim())

/** inBytes writes a text so that a header carries its UTF-8 as it is: a header takes no other letters. */
export const inBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))

/** headersOf tell when a test was made by the device's own clock, on which device, and under which key. */
export function headersOf(sent: { key: string; at: string }, device: string): Record<string, string> {
  return {
    'Idempotency-Key': sent.key,
    'Captured-At': sent.at,
    ...(device ? { Device: inBytes(device) } : {}),
  }
}
