import { words } from '../../words/shape.js'

export const accessibilityWords = words({
  en: {
    title: 'Accessibility statement',
    aim: 'These pages are built to meet level AA of the Web Content Accessibility Guidelines, version 2.2.',
    can: {
      heading: 'What you can rely on',
      keyboard: 'everything can be reached and done with a keyboard alone',
      zoom: 'text can be enlarged to 400% without anything being cut off',
      script: 'every page works where scripts are switched off',
      colour: 'nothing is told by colour alone: each state has words and a sign of its own',
      both: 'every page is there in Welsh and in English',
    },
    tested: {
      heading: 'How they are tested',
      text: 'Pages with tests in a browser are checked with axe-core, in both languages, with scripts and without. They have not been tested by people who use assistive technology, nor audited by anybody independent.',
    },
    report: {
      heading: 'If something does not work for you',
      text: 'Tell the hub’s manager, in either language, and say which page it was. If you are not satisfied with the answer, the Equality Advisory and Support Service can advise you.',
    },
  },
  cy: {
    title: 'Datganiad hygyrchedd',
    aim: 'Adeiladwyd y tudalennau hyn i fodloni lefel AA o’r Canllawiau Hygyrchedd Cynnwys Gwe, fersiwn 2.2.',
    can: {
      heading: 'Yr hyn y gallwch ddibynnu arno',
      keyboard: 'gellir cyrraedd a gwneud popeth â bysellfwrdd yn unig',
      zoom: 'gellir ehangu’r testun hyd at 400% heb i ddim gael ei dorri i ffwrdd',
      script: 'mae pob tudalen yn gweithio lle mae sgriptiau wedi’u diffodd',
      colour: 'ni ddywedir dim drwy liw yn unig: mae gan bob cyflwr ei eiriau a’i arwydd ei hun',
      both: 'mae pob tudalen ar gael yn Gymraeg ac yn Saesneg',
    },
    tested: {
      heading: 'Sut y cânt eu profi',
      text: 'Gwirir y tudalennau sydd â phrofion mewn porwr ag axe-core, yn y ddwy iaith, gyda sgriptiau a hebddynt. Nid ydynt wedi’u profi gan bobl sy’n defnyddio technoleg gynorthwyol, nac wedi’u harchwilio gan neb annibynnol.',
    },
    report: {
      heading: 'Os nad yw rhywbeth yn gweithio i chi',
      text: 'Dywedwch wrth reolwr yr hwb, yn y naill iaith neu’r llall, a dywedwch pa dudalen ydoedd. Os nad ydych yn fodlon ar yr ateb, gall y Gwasanaeth Cynghori a Chymorth Cydraddoldeb eich cynghori.',
    },
  },
})
