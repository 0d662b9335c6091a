import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificate } from './certificate.ts'

/** Provider is the sign-in server of a company: OpenID Connect with discovery, keys, codes that work once, and PKCE. */
export interface Provider {
  issuer: string
  /** authority is the certificate that vouches for it, in PEM. */
  authority: string
  /** claims are what it says of whoever signs in, over what it would say. */
  claims: Record<string, unknown>
  stop: () => Promise<void>
}

export const client = { id: 'cxweb', secret: 'of the company alone' }

const page = (asked: URLSearchParams) => `<!doctype html><html lang="en"><title>Nordluft</title>
<body style="font-family:sans-serif;margin:4rem auto;max-width:24rem"><h1>Nordluft</h1><p>${asked.get('login_hint')?.replace(/[<&"]/g, '') ?? ''}</p>
<form method="post"><button name="let" value="in">Let me in</button> <button name="let" value="not">Rather not</button></form></body></html>`

/** provide starts one on loopback. */
export async function provide(): Promise<Provider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const authority = certificate(publicKey, privateKey)
  const codes = new Map<string, URLSearchParams>()
  const provider = { authority, claims: {}, issuer: '' } as Provider

  const json = (answer: ServerResponse, value: object, status = 200) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = (claims: object) => {
    const said = `${part({ alg: 'RS256', kid: '1', typ: 'JWT' })}.${part(claims)}`
    return `${said}.${createSign('sha256').update(said).sign(privateKey).toString('base64url')}`
  }
  const sent = async (request: IncomingMessage) => {
    let body = ''
    for await (const chunk of request) body += chunk
    return new URLSearchParams(body)
  }

  const answers: Record<string, (request: IncomingMessage, answer: ServerResponse, at: URL) => unknown> = {
    'GET /.well-known/openid-configuration': (_, answer) =>
      json(answer, {
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      }),
    'GET /keys': (_, answer) =>
      json(answer, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }],
      }),
    'GET /authorize': (_, answer, at) =>
      answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(at.searchParams)),
    'POST /authorize': async (request, answer, at) => {
      const back = new URL(at.searchParams.get('redirect_uri') ?? '')
      if ((await sent(request)).get('let') === 'in') {
        const code = randomBytes(16).toString('base64url')
        codes.set(code, at.searchParams)
        back.searchParams.set('code', code)
      } else {
        back.searchParams.set('error', 'access_denied')
      }
      back.searchParams.set('iss', provider.issuer)
      back.searchParams.set('state', at.searchParams.get('state') ?? '')
      answer.writeHead(303, { location: back.href }).end()
    },
    'POST /token': async (request, answer) => {
      const form = await sent(request)
      const asked = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const basic = Buffer.from(
        request.headers.authorization?.replace('Basic ', '') ?? '',
        'base64',
      ).toString()
      const [id, secret] = basic
        ? basic.split(':').map(decodeURIComponent)
        : [form.get('client_id'), form.get('client_secret')]
      const verified = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const right =
        asked &&
        id === client.id &&
        secret?.replaceAll('+', ' ') === client.secret &&
        verified === asked.get('code_challenge') &&
        form.get('redirect_uri') === asked.get('redirect_uri')
      if (!right) return json(answer, { error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      const email = asked.get('login_hint') ?? ''
      const claims = {
        iss: provider.issuer,
        aud: client.id,
        sub: `id of ${email}`,
        nonce: asked.get('nonce'),
        iat: now,
        exp: now + 300,
        email,
        email_verified: true,
        ...provider.claims,
      }
      return json(answer, {
        access_token: 'x',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: signed(claims),
      })
    },
  }

  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: authority }, (request, answer) => {
    const at = new URL(request.url ?? '/', provider.issuer)
    const found = answers[`${request.method} ${at.pathname}`]
    if (found) found(request, answer, at)
    else answer.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  provider.stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return provider
}
