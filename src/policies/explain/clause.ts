// A clause in words: why a level is what it is, for somebody who does not read the tables. English and Welsh.
import type { Bilingual, Category } from '../../types/index.js'
import type { Question } from '../decide/index.js'
import { roleOf } from '../protocol/compile.js'
import type { CompiledProtocol } from '../protocol/index.js'

/** The sentence of a clause that `decide` named in answer to this question. */
export function clauseInWords(
  protocol: CompiledProtocol,
  clause: string,
  question: Pick<Question, 'role' | 'purpose'>,
  category: Category,
): Bilingual {
  const { edition } = protocol
  const role = roleOf(protocol, question.role)
  const who = edition.names.roles[role?.code ?? ''] ?? { en: question.role, cy: question.role }
  const purpose = edition.purposes[question.purpose]
  const note = edition.notes.find(each => each.clause === clause)
  if (note) return { en: note.says, cy: edition.welsh.notes[note.clause] ?? note.says }
  switch (clause) {
    case '1.ROLE':
      return both('The protocol knows no such role: it is given nothing.', 'Nid yw’r protocol yn adnabod rôl o’r fath: ni roddir dim iddi.')
    case '1.OPERATIONAL':
      return both('This is about the service and no child: everybody is given it.', 'Mae hyn am y gwasanaeth ac nid am blentyn: rhoddir ef i bawb.')
    case '1.DERIVED':
      return both('This is worked out only from what the caller may see.', 'Cyfrifir hyn yn unig o’r hyn y caiff y galwr ei weld.')
    case '1.APPLICATION':
      return both('The application in use may have no more: the lower of person and application counts.', 'Ni chaiff y rhaglen a ddefnyddir fwy: yr isaf o’r person a’r rhaglen sy’n cyfrif.')
    case edition.breakGlass.clause:
      return both('Break-glass opens the role’s own column, less what it never opens.', 'Mae torri’r gwydr yn agor colofn y rôl ei hun, ac eithrio’r hyn nad yw byth yn ei agor.')
    case edition.narrowing.clause: {
      const days = edition.narrowing.afterDays
      return both(`More than ${days} days after the last open episode, and with no open threshold meeting, only little is left.`, `Mwy na ${days} diwrnod ar ôl y cyfnod agored diwethaf, a heb gyfarfod trothwy agored, ychydig yn unig sydd ar ôl.`)
    }
    case purpose.clause:
      return purposeInWords(protocol, question.purpose, role?.code ?? '', who)
    case `${purpose.clause}.${category}`:
      return both(`The purpose ${question.purpose} lowers this category, whoever asks.`, `Mae’r pwrpas ${question.purpose} yn gostwng y categori hwn, pwy bynnag sy’n gofyn.`)
    case `3.OPENS.${role?.code ?? ''}`:
      return role?.opens === 'NEVER'
        ? both(`The column of ${who.en} is opened by nothing.`, `Nid oes dim yn agor colofn ${who.cy}.`)
        : both(`No relationship that opens the column of ${who.en} holds (${role?.opensBy.join(', ') ?? ''}).`, `Nid oes perthynas sy’n agor colofn ${who.cy} yn dal (${role?.opensBy.join(', ') ?? ''}).`)
    default:
      return both(`The cell of the matrix for ${who.en} and this category.`, `Cell y matrics ar gyfer ${who.cy} a’r categori hwn.`)
  }
} // prettier-ignore

const both = (en: string, cy: string): Bilingual => ({ en, cy })

/** A purpose that refuses: to this role, in this circumstance, or because it reads the hub's own records alone. */
function purposeInWords(
  { edition, roles }: CompiledProtocol,
  name: Question['purpose'],
  code: string,
  who: Bilingual,
): Bilingual {
  const rule = roles.get(code)?.purposes.get(name)
  if (!rule) return both(`The purpose ${name} is not open to ${who.en}.`, `Nid yw’r pwrpas ${name} yn agored i ${who.cy}.`)
  if (edition.purposes[name].noChildCategory)
    return both(`The purpose ${name} opens no child’s information.`, `Nid yw’r pwrpas ${name} yn agor gwybodaeth unrhyw blentyn.`)
  if (rule.hubRecordsOnly)
    return both(`The purpose ${name} reads the hub’s own records and asks no agency.`, `Mae’r pwrpas ${name} yn darllen cofnodion yr hwb ei hun ac nid yw’n holi unrhyw asiantaeth.`)
  return rule.when === 'WHILE_OPEN'
    ? both(`The purpose ${name} may be used only while an episode is open.`, `Dim ond tra bo cyfnod ar agor y gellir defnyddio’r pwrpas ${name}.`)
    : both(`The purpose ${name} is open to ${who.en} only while no episode is open.`, `Dim ond tra nad oes cyfnod ar agor y mae’r pwrpas ${name} yn agored i ${who.cy}.`)
} // prettier-ignore
