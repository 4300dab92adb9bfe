/** The registry of guards: which types have conditions of their own. */
import { access } from './access.js'
import { accreditation } from './accreditation.js'
import { appraisal } from './appraisal.js'
import { award } from './award.js'
import type { Guard } from './case.js'
import { course } from './course.js'
import { honour } from './honour.js'
import { notice } from './notice.js'
import { people } from './people.js'
import { registry } from './registry.js'
import { report } from './report.js'
import { resource } from './resource.js'
import { result } from './result.js'
import { rules } from './rules.js'
import { station } from './station.js'
import { team } from './team.js'

const guards: ReadonlyMap<string, Guard<never>> = new Map(
  // prettier-ignore
  [
    registry, team, people, station, resource, report, honour, rules, appraisal, course, accreditation, award, notice, result,
    access,
  ].flatMap((file) => Object.entries(file as Readonly<Record<string, Guard<never>>>)),
)

/** The guard of a type, if it has one. Its data is what the type's schema admitted. */
export const guardOf = (type: string): Guard<never> | undefined => guards.get(type)
