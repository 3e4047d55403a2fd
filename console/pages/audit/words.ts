import { words } from '../../words/shape.js'

export const auditWords = words({
  en: {
    title: 'Who looked',
    views: { label: 'What is listed', child: 'At one child', notices: 'Told of your agency’s staff' },
    find: 'Find a child',
    counted: 'This look is written down too.',
    send: 'Show who looked',
    looked: 'Who looked at this child’s information',
    about:
      'The last 25 times, newest first, without this one. What was read is not kept; which kinds of information were open is.',
    summary:
      'Who it was by name, under which relationship and which clauses, is withheld from you by the sharing protocol.',
    nobody: 'Nobody has been shown anything of this child before.',
    undecided: 'Whether you may be shown this could not be decided, because a system did not answer. Try again.',
    column: { at: 'When', who: 'Who', why: 'Why', what: 'What was open to them' },
    organisation: 'Organisation',
    person: 'Person',
    clauses: 'Clauses',
    noCategory: 'Nothing of the child',
    notices: {
      about: 'The newest 50.',
      none: 'You have been told of nothing.',
      child: 'Who looked at the child they asked for',
    },
  },
  cy: {
    title: 'Pwy edrychodd',
    views: { label: 'Yr hyn a restrir', child: 'Ar un plentyn', notices: 'Dywedwyd am staff eich asiantaeth' },
    find: 'Dod o hyd i blentyn',
    counted: 'Cofnodir yr edrychiad hwn hefyd.',
    send: 'Dangos pwy edrychodd',
    looked: 'Pwy edrychodd ar wybodaeth y plentyn hwn',
    about:
      'Y 25 gwaith diwethaf, y diweddaraf yn gyntaf, heb yr un hwn. Ni chedwir yr hyn a ddarllenwyd; cedwir pa fathau o wybodaeth oedd ar agor.',
    summary: 'Mae pwy ydoedd wrth enw, o dan ba berthynas a pha gymalau, wedi’i atal rhagoch gan y protocol rhannu.',
    nobody: 'Ni ddangoswyd dim o’r plentyn hwn i neb o’r blaen.',
    undecided: 'Ni ellid penderfynu a gewch weld hyn, am nad atebodd system. Rhowch gynnig arall arni.',
    column: { at: 'Pryd', who: 'Pwy', why: 'Pam', what: 'Beth oedd ar agor iddynt' },
    organisation: 'Sefydliad',
    person: 'Person',
    clauses: 'Cymalau',
    noCategory: 'Dim o’r plentyn',
    notices: {
      about: 'Y 50 diweddaraf.',
      none: 'Ni ddywedwyd dim wrthych.',
      child: 'Pwy edrychodd ar y plentyn y gofynnwyd amdano',
    },
  },
})
