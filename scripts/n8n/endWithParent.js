/**
 * Preloaded into every n8n that is started here: ends it, and what it has started itself, when the process that holds the
 * other end of its standard input is gone, however that came about.
 */
process.stdin.on('end', () => {
	process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
});
process.stdin.resume();
process.stdin.unref();
