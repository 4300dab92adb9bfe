/** The registry of verbs, in the order of the overview. */
import type { Verb } from './verb.js'
import { accredit } from './verbs/accredit.js'
import { askVerb } from './verbs/ask.js'
import { awards } from './verbs/awards.js'
import { config } from './verbs/config.js'
import { correct } from './verbs/correct.js'
import { coverage } from './verbs/coverage.js'
import { demo } from './verbs/demo.js'
import { diff } from './verbs/diff.js'
import { events } from './verbs/events.js'
import { explain } from './verbs/explain.js'
import { gaps } from './verbs/gaps.js'
import { importVerb } from './verbs/import.js'
import { init } from './verbs/init.js'
import { rank } from './verbs/rank.js'
import { record } from './verbs/record.js'
import { replay } from './verbs/replay.js'
import { rulesAdopt, rulesCheck, rulesPropose, rulesTest } from './verbs/rules-acts.js'
import { rulesList, rulesShow } from './verbs/rules.js'
import { score } from './verbs/score.js'
import { seed } from './verbs/seed.js'
import { show } from './verbs/show.js'
import { simulate } from './verbs/simulate.js'
import { titles } from './verbs/titles.js'
import { units } from './verbs/units.js'
import { version } from './verbs/version.js'

export const verbs: readonly Verb[] = [
  demo,
  init,
  seed,
  record,
  importVerb,
  correct,
  rank,
  score,
  explain,
  gaps,
  accredit,
  titles,
  awards,
  coverage,
  diff,
  simulate,
  units,
  events,
  show,
  askVerb,
  rulesList,
  rulesShow,
  rulesCheck,
  rulesTest,
  rulesPropose,
  rulesAdopt,
  replay,
  config,
  version,
]
