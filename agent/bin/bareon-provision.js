#!/usr/bin/env node
// Stands in for the built program, which is not there yet when packages are installed and commands linked.
await import('../dist/bundle/bareon-provision.js').catch((error) => {
	if (error.code !== 'ERR_MODULE_NOT_FOUND') {
		throw error;
	}
	process.stderr.write('bareon-provision is not built: run make build.\n');
	process.exitCode = 1;
});
