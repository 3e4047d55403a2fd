import { describeLiveMatrix } from './live.js'

describeLiveMatrix('LONG_AGO')
