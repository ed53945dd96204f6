const { appendFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** The dot reporter, with a closing line which CI reads; `npm test` adds up those of its runs. */
module.exports = class extends reporters.Dot {
  epilogue() {
    super.epilogue();
    const { passes, failures } = this.stats;
    const counts = process.env.WHYTRACE_TEST_COUNTS;
    if (counts) {
      appendFileSync(counts, `${passes} ${failures}\n`);
    } else {
      process.stdout.write(`${passes} passed, ${failures} failed\n`);
    }
  }
};
