/** Keys of other systems: what each may do, for which unit, until when. Only the hash of a secret is kept. */
import { z } from 'zod'
import { closes, defineEvent, happened, opens, rests, say } from './define.js'
import { Day, Digest, KeyId, listOf, oneOf, Reason, UnitId } from './fields.js'
import { enOf, zhOf } from './labels.js'
import { dateOf, dayOf } from './time.js'

const ACCESS = 'access'

/** What a key may be used for. */
const Scope = oneOf(['ledger:read', 'ledger:append', 'rules:write', 'awards:jury', 'keys:admin'])

/** A key may be used from this day to `expiresOn`, both included: one fact for each scope. With `unit` for that unit only. */
export const AccessGranted = defineEvent({
  label: '授予接口权限',
  sentence: ({ kid, scopes, unit, expiresOn }) =>
    say(
      `授予密钥 ${kid}${unit === undefined ? '' : `（${unit}）`}接口权限：${scopes.map((scope) => zhOf(scope)).join('、')}，有效期至${expiresOn}`,
      `the key ${kid}${unit === undefined ? '' : ` of ${unit}`} was granted ${scopes.map(enOf).join(', ')} until ${expiresOn}`,
    ),
  stream: () => ACCESS,
  data: z.strictObject({
    kid: KeyId,
    secretSha256: Digest,
    scopes: listOf(Scope, { min: 1, max: 5 }),
    unit: UnitId.optional(),
    expiresOn: Day,
  }),
  rows: { scope: 'code' },
  facts: ({ kid, scopes, unit, expiresOn }) => [
    ...scopes.map((scope) => happened(kid, 'key', { scope })),
    opens('access', kid, { as: 'key', until: dateOf(dayOf(expiresOn) + 1), unit }),
  ],
})

/** A key may no longer be used. */
export const AccessRevoked = defineEvent({
  label: '撤销接口权限',
  sentence: ({ kid, reason }) => say(`撤销密钥 ${kid} 的接口权限：${reason}`, `the key ${kid} was revoked: ${reason}`),
  stream: () => ACCESS,
  data: z.strictObject({ kid: KeyId, reason: Reason }),
  facts: ({ kid }) => [happened(kid, 'key'), closes('access', kid, { as: 'key' })],
  restsOn: ({ kid }) => [rests('access', kid, '', 'key')],
})
