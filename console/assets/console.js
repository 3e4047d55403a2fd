// What scripts add; every page works without. Words come from the page, so that they are in its language.
import { initAll as initGovuk } from './govuk.js'
import { initAll as initMoj } from './moj.js'
import { keepFresh } from './live.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initGovuk()
initMoj()
for (const region of document.querySelectorAll('[data-live]')) keepFresh(region)
