// The gateway that is asked, in a process of its own. Started by measure.ts.
import { bareGateway } from '../../test/support/bare-gateway.js'

const gateway = await bareGateway()
process.on('disconnect', () => {
  void gateway.close().finally(() => process.exit())
})
process.send?.({ url: gateway.url })
