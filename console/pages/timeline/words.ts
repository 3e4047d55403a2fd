import { words } from '../../words/shape.js'

export const timelineWords = words({
  en: {
    title: 'Timeline of the child',
    child: 'The child',
    patterns: 'Patterns',
    kinds: 'What kinds (all, where none is chosen)',
    from: 'From',
    until: 'Until',
    apply: 'Show',
    none: 'Nothing of this is recorded, as far as those who answered say.',
    incomplete: 'There may be more: not every source answered in full.',
    mistake: {
      day: 'Give a day that is in the calendar, as in 2026-03-27',
      order: 'The last day must not be before the first',
    },
  },
  cy: {
    title: 'Llinell amser y plentyn',
    child: 'Y plentyn',
    patterns: 'Patrymau',
    kinds: 'Pa fathau (pob un, os na ddewisir dim)',
    from: 'O',
    until: 'Tan',
    apply: 'Dangos',
    none: 'Nid oes dim o hyn wedi’i gofnodi, yn ôl y rhai a atebodd.',
    incomplete: 'Gall fod rhagor: ni atebodd pob ffynhonnell yn llawn.',
    mistake: {
      day: 'Rhowch ddiwrnod sydd yn y calendr, fel 2026-03-27',
      order: 'Ni all y diwrnod olaf fod cyn y cyntaf',
    },
  },
})
