import { expect, it } from 'vitest';
import { findRsyncSource } from './rsync-source.js';

const FOLDERS = {
	'rsync://10.20.0.2:/puppet/': '/etc/puppet',
	'rsync://10.20.0.2:/puppet/mitaka': '/srv/mitaka/',
	'rsync://master/plugins': '/var/www/plugins',
};

it.each([
	['rsync://10.20.0.2:/puppet/modules/', '/etc/puppet', '/etc/puppet/modules/'],
	['rsync://10.20.0.2:/puppet/modules', '/etc/puppet', '/etc/puppet/modules'],
	['rsync://10.20.0.2:/puppet/', '/etc/puppet', '/etc/puppet/'],
	['rsync://10.20.0.2:/puppet/mitaka/modules/', '/srv/mitaka', '/srv/mitaka/modules/'],
	['rsync://10.20.0.2:/puppet/mitaka-9.0/', '/etc/puppet', '/etc/puppet/mitaka-9.0/'],
	['rsync://master/plugins', '/var/www/plugins', '/var/www/plugins'],
])('%s lies in a folder of the controller', (source, folder, path) => {
	expect(findRsyncSource(source, FOLDERS)).toEqual({ folder, path });
});

it.each([
	'rsync://10.20.0.3:/puppet/modules/',
	'rsync://10.20.0.2:/puppets/',
	'rsync://master/pluginsmore/',
	'/etc/puppet/modules',
	'master:/plugins',
])('%s is none of the controller', (source) => {
	expect(findRsyncSource(source, FOLDERS)).toBeUndefined();
});
