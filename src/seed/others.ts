/** What happens beside the work: an enterprise is split and a part of it ends, keys of other systems come and go. */
import { sha256 } from '../../events/digest.js'
import { dayOf } from '../../events/time.js'
import { DISTRICT, EDUCATION, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'

export function writeOthers(notebook: Notebook): void {
  writeEnterprise(notebook)
  writeKeys(notebook)
}

/** Nobody is paired with the part that was split off and ends. */
function writeEnterprise(notebook: Notebook): void {
  const [split, ended] = [dayOf('2025-05-12'), dayOf('2026-04-20')]
  const part = (unit: string, name: string) => ({ unit, name, kind: 'enterprise', parent: DISTRICT })
  const into = [part('E16', '示例16公司'), part('E17', '示例17公司')]
  notebook.write(split + 3, OFFICE, 'registry-split-E16', propose('UnitSplit', split, { unit: 'E16', into }))
  notebook.write(ended + 2, OFFICE, 'registry-dissolve-E17', propose('UnitDissolved', ended, { unit: 'E17' }))
}

function writeKeys(notebook: Notebook): void {
  const keys = [
    { kid: 'school01', on: '2025-03-03', unit: EDUCATION, scopes: ['ledger:read', 'ledger:append'], expiresOn: '2026-12-31' },
    { kid: 'portal01', on: '2025-09-15', unit: DISTRICT, scopes: ['ledger:read'], expiresOn: '2026-09-14' },
  ]
  for (const { kid, on, ...rest } of keys) {
    const data = { kid, secretSha256: sha256(`示例密钥/${kid}`), ...rest }
    notebook.write(dayOf(on), OFFICE, `key-${kid}`, propose('AccessGranted', dayOf(on), data))
  }
  const revoked = dayOf('2026-05-18')
  const reason = '公示网站改版，旧密钥停用'
  notebook.write(revoked, OFFICE, 'key-revoked-portal01', propose('AccessRevoked', revoked, { kid: 'portal01', reason }))
}
