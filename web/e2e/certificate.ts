import { createSign, type KeyObject } from 'node:crypto'

/** tlv is one element of DER: its tag, its length, and what it holds. */
function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x82]), length, body])
}

const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const moment = (at: Date) =>
  tlv(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'ascii'))

const rsaWithSHA256 = sequence(oid('2a864886f70d01010b'), tlv(0x05))
const extension = (id: string, critical: boolean, value: Buffer) =>
  sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value))

/** certificate is one that 127.0.0.1 shows for a day, signed by its own key (RFC 5280), in PEM. */
export function certificate(publicKey: KeyObject, privateKey: KeyObject): string {
  const name = sequence(
    tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from('A company that signs in', 'utf8')))),
  )
  const now = Date.now()
  const said = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    rsaWithSHA256,
    name,
    sequence(moment(new Date(now - 3_600_000)), moment(new Date(now + 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(
      0xa3,
      sequence(
        extension('551d13', true, sequence(tlv(0x01, Buffer.from([0xff])))),
        extension('551d11', false, sequence(tlv(0x87, Buffer.from([127, 0, 0, 1])))),
      ),
    ),
  )
  const signature = createSign('sha256').update(said).sign(privateKey)
  const whole = sequence(said, rsaWithSHA256, tlv(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
