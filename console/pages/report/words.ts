import { words } from '../../words/shape.js'

export const reportWords = words({
  en: {
    title: 'Report a child missing',
    warning: 'Warning',
    danger: 'If the child is in danger now, ring 999 first.',
    seek: 'Find the child first',
    seekHint: 'Where the child is found, the report is taken with their record.',
    notShown:
      'A report of a child who is not shown to you is taken by NHS number or pupil number. You are not told what is held of the child.',
    byNumber: 'Report by number',
    notYours: 'Your role does not report children missing here. If a child is missing, ring the hub or the police.',
    unread:
      'The hub’s own record of this child could not be read whole. An absence may be under way that is not shown here. You can report all the same.',
    underWay: {
      heading: 'An absence of this child is recorded already',
      text: 'A report of the same absence is counted with it.',
      overlap: 'What the hub has of the child’s absences',
      triage: 'Open the report of {{when}}',
      returned: 'Record that the child is back (report of {{when}})',
    },
    number: {
      label: 'NHS number or pupil number',
      hint: 'Of the child who is missing. An NHS number has 10 digits; a pupil number begins with a letter.',
      empty: 'Give the child’s NHS number or pupil number',
      wrong: 'This number does not add up. Check it digit by digit',
    },
    reporter: { label: 'Who says that the child is missing?', empty: 'Say who reports the child missing' },
    reported: { label: 'When did they say so?', hint: 'Leave empty if it is now.' },
    seen: { label: 'When was the child last seen?', hint: 'Leave it empty if nobody knows.' },
    place: { label: 'Where was the child last seen?', hint: 'At most 200 characters.' },
    circumstances: {
      label: 'What is known of how and why',
      hint: 'Who reported it and how to reach them, whom the child may be with, what the child wore, what is feared. How high the risk is, is said at triage. At most 20,000 characters.',
    },
    from: { label: 'What kind of place did the child go missing from?' },
    placement: { label: 'Where does the child live?' },
    area: { label: 'Which authority did the child go missing in?' },
    home: { label: 'Which authority is responsible for the child, if another?' },
    homeCode: {
      label: 'Code of an authority that is not listed',
      hint: 'A letter and 8 digits, as W06000022. Leave it empty if it is listed, or if nobody knows.',
      wrong: 'An authority’s code is a letter and 8 digits, as W06000022',
      both: 'Choose an authority from the list or give a code, not both',
    },
    unknown: 'Not known',
    others: {
      heading: 'Brothers, sisters or others of the same incident',
      text: 'Give each by NHS number or pupil number, and say whether they are missing too. Of one who is not, nothing is counted. All are reported, or none.',
      number: 'Number of child {{nth}}',
      missing: 'Is child {{nth}} missing too?',
      yes: 'Yes',
      no: 'No',
      choose: 'Say whether child {{nth}} is missing too',
      noNumber: 'Give the number of child {{nth}}, or choose neither',
      wrong: 'One of the numbers does not add up. Check each digit by digit',
      overlap:
        'One of these children has another episode at that time. It may be any of them, and none was reported. Look at each child’s own record first',
    },
    send: 'Send the report',
    again:
      'This form was sent before with other words, and that report is recorded. Send it again only if this is another report',
    taken: {
      heading: 'The report is taken.',
      text: 'The hub sees it. No more can be shown to you here. If something has changed, or the child is back, ring the hub.',
    },
  },
  cy: {
    title: 'Adrodd bod plentyn ar goll',
    warning: 'Rhybudd',
    danger: 'Os yw’r plentyn mewn perygl nawr, ffoniwch 999 yn gyntaf.',
    seek: 'Dewch o hyd i’r plentyn yn gyntaf',
    seekHint: 'Lle ceir hyd i’r plentyn, cymerir yr adroddiad gyda’i gofnod.',
    notShown:
      'Cymerir adroddiad am blentyn nad yw’n cael ei ddangos i chi yn ôl rhif GIG neu rif disgybl. Ni ddywedir wrthych beth a gedwir am y plentyn.',
    byNumber: 'Adrodd yn ôl rhif',
    notYours:
      'Nid yw eich rôl chi’n adrodd bod plant ar goll yma. Os oes plentyn ar goll, ffoniwch yr hwb neu’r heddlu.',
    unread:
      'Ni ellid darllen cofnod yr hwb ei hun o’r plentyn hwn yn gyfan. Gall fod absenoldeb ar y gweill nad yw’n cael ei ddangos yma. Gallwch adrodd yr un fath.',
    underWay: {
      heading: 'Mae absenoldeb y plentyn hwn wedi’i gofnodi eisoes',
      text: 'Cyfrifir adroddiad am yr un absenoldeb gydag ef.',
      overlap: 'Yr hyn sydd gan yr hwb am absenoldebau’r plentyn',
      triage: 'Agor adroddiad {{when}}',
      returned: 'Cofnodi bod y plentyn yn ôl (adroddiad {{when}})',
    },
    number: {
      label: 'Rhif GIG neu rif disgybl',
      hint: 'Y plentyn sydd ar goll. Mae gan rif GIG 10 digid; mae rhif disgybl yn dechrau â llythyren.',
      empty: 'Rhowch rif GIG neu rif disgybl y plentyn',
      wrong: 'Nid yw’r rhif hwn yn gywir. Gwiriwch ef fesul digid',
    },
    reporter: {
      label: 'Pwy sy’n dweud bod y plentyn ar goll?',
      empty: 'Dywedwch pwy sy’n adrodd bod y plentyn ar goll',
    },
    reported: { label: 'Pryd y dywedon nhw hynny?', hint: 'Gadewch yn wag os mai nawr yw’r ateb.' },
    seen: { label: 'Pryd y gwelwyd y plentyn ddiwethaf?', hint: 'Gadewch yn wag os nad oes neb yn gwybod.' },
    place: { label: 'Ble gwelwyd y plentyn ddiwethaf?', hint: '200 o nodau ar y mwyaf.' },
    circumstances: {
      label: 'Yr hyn sy’n hysbys am sut a pham',
      hint: 'Pwy a’i hadroddodd a sut i’w cyrraedd, gyda phwy y gall y plentyn fod, beth oedd y plentyn yn ei wisgo, beth a ofnir. Dywedir pa mor uchel yw’r risg wrth frysbennu. 20,000 o nodau ar y mwyaf.',
    },
    from: { label: 'O ba fath o le yr aeth y plentyn ar goll?' },
    placement: { label: 'Ble mae’r plentyn yn byw?' },
    area: { label: 'Ym mha awdurdod yr aeth y plentyn ar goll?' },
    home: { label: 'Pa awdurdod sy’n gyfrifol am y plentyn, os un arall?' },
    homeCode: {
      label: 'Cod awdurdod nad yw wedi’i restru',
      hint: 'Llythyren ac 8 digid, fel W06000022. Gadewch yn wag os yw wedi’i restru, neu os nad oes neb yn gwybod.',
      wrong: 'Llythyren ac 8 digid yw cod awdurdod, fel W06000022',
      both: 'Dewiswch awdurdod o’r rhestr neu rhowch god, nid y ddau',
    },
    unknown: 'Ddim yn hysbys',
    others: {
      heading: 'Brodyr, chwiorydd neu eraill o’r un digwyddiad',
      text: 'Rhowch bob un yn ôl rhif GIG neu rif disgybl, a dywedwch a ydynt hwythau ar goll. Ni chyfrifir dim am un nad yw. Adroddir am bawb, neu am neb.',
      number: 'Rhif plentyn {{nth}}',
      missing: 'A yw plentyn {{nth}} ar goll hefyd?',
      yes: 'Ydy',
      no: 'Nac ydy',
      choose: 'Dywedwch a yw plentyn {{nth}} ar goll hefyd',
      noNumber: 'Rhowch rif plentyn {{nth}}, neu peidiwch â dewis dim',
      wrong: 'Nid yw un o’r rhifau’n gywir. Gwiriwch bob un fesul digid',
      overlap:
        'Mae gan un o’r plant hyn gyfnod arall bryd hynny. Gall fod unrhyw un ohonynt, ac nid adroddwyd am neb. Edrychwch ar gofnod pob plentyn ei hun yn gyntaf',
    },
    send: 'Anfon yr adroddiad',
    again:
      'Anfonwyd y ffurflen hon o’r blaen â geiriau eraill, ac mae’r adroddiad hwnnw wedi’i gofnodi. Anfonwch hi eto dim ond os yw hwn yn adroddiad arall',
    taken: {
      heading: 'Cymerwyd yr adroddiad.',
      text: 'Mae’r hwb yn ei weld. Ni ellir dangos mwy i chi yma. Os oes rhywbeth wedi newid, neu os yw’r plentyn yn ôl, ffoniwch yr hwb.',
    },
  },
})
