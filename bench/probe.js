/**
 * Looks into the n8n that is being measured: its memory, and where its time goes. Answers on 127.0.0.1, port BENCH_PROBE_PORT.
 */
const { createServer } = require('node:http');
const { readFileSync, writeFileSync } = require('node:fs');
const inspector = require('node:inspector');
const v8 = require('node:v8');
const vm = require('node:vm');

const session = new inspector.Session();
const ask = (method, parameters) =>
	new Promise((resolve, reject) =>
		session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result))),
	);

const answers = {
	/** Collects garbage and begins a new measurement of the peak. Gives the resident set, in bytes. */
	async '/reset'() {
		v8.setFlagsFromString('--expose-gc');
		vm.runInNewContext('gc')();
		if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
		return process.memoryUsage().rss;
	},
	/** The largest resident set since then; elsewhere than on Linux since the start. */
	async '/peak'() {
		if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
	},
	async '/profile/start'() {
		session.connect();
		await ask('Profiler.enable');
		await ask('Profiler.setSamplingInterval', { interval: 500 });
		await ask('Profiler.start');
		return true;
	},
	async '/profile/stop'() {
		const { profile } = await ask('Profiler.stop');
		session.disconnect();
		return profile;
	},
};

if (process.argv[2] === 'start' && process.env.BENCH_PROBE_PORT) {
	createServer((request, response) => {
		answers[request.url]().then(
			(answer) => response.end(JSON.stringify(answer)),
			(error) => response.writeHead(500).end(String(error)),
		);
	})
		.listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1')
		.unref();
}
