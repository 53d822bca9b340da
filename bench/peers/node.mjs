// What isemail and mailauth do a second, on one core, over the inputs of our own suites, the DNS answered from memory.
// Usage: node bench/peers/node.mjs FOLDER-WITH-NODE_MODULES CORPORA-FOLDER; one line a figure: name, tab, rate.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';

const [, , modules, corpora] = process.argv;
const require = createRequire(resolve(modules, 'package.json'));
const isemail = require('isemail');
const { spf } = require('mailauth/lib/spf/index.js');
const { dmarc } = require('mailauth/lib/dmarc/index.js');
const { dkimVerify } = require('mailauth/lib/dkim/verify.js');
const { dkimSign } = require('mailauth/lib/dkim/sign.js');
const { arc } = require('mailauth/lib/arc/index.js');

const suite = (...path) => JSON.parse(readFileSync(join(corpora, ...path), 'utf8'));

async function measure(name, count, pass) {
    const run = async seconds => {
        const end = performance.now() + seconds * 1000, start = performance.now();
        let passes = 0;
        do { await pass(); passes++; } while (performance.now() < end);
        return passes * count / (performance.now() - start) * 1000;
    };
    await run(0.5);
    const rates = [];
    for (let i = 0; i < 5; i++) { rates.push(await run(0.5)); }
    console.log(name + '\t' + Math.round(rates.sort((a, b) => a - b)[2]));
}

// Answers like dns.resolve does.
function resolver(zone) {
    const nodes = new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase().replace(/\.$/, ''), records]));
    const fail = code => Promise.reject(Object.assign(new Error(code), { code }));
    return async (name, type = 'A') => {
        const records = nodes.get(name.toLowerCase().replace(/\.$/, ''));
        if (!records) { return fail('ENOTFOUND'); }
        if (records.some(r => r.error && (r.type === type || r.type === '*'))) { return fail('ETIMEOUT'); }
        const found = records.filter(r => r.type === type && !r.error);
        if (found.length === 0) { return fail('ENODATA'); }
        return found.map(r => type === 'TXT' ? [].concat(r.value) : type === 'MX' ? { exchange: r.value, priority: r.preference } : r.value);
    };
}

const texts = readdirSync(join(corpora, 'addresses')).filter(f => f.endsWith('.json')).flatMap(f => suite('addresses', f).tests.map(t => t.address)).filter(t => typeof t === 'string');
await measure('addresses, suites: isemail', texts.length, () => { for (const text of texts) { isemail.validate(text); } });
const plain = Array.from({ length: 10000 }, (_, i) => ['anna', 'carla.vogel', 'j.o.smith+news', 'kundenservice'][i % 4] + i + '@' + ['gmail.com', 'web.de', 'mail.corp.example'][i % 3]);
await measure('addresses, plain: isemail', plain.length, () => { for (const text of plain) { isemail.validate(text); } });

const clients = ['spf-rfc7208.json', 'spf-pyspf.json', 'spf-mailauth.json'].flatMap(f => suite('auth', f).scenarios.flatMap(s => {
    const answer = resolver(s.zone);
    return Object.values(s.tests).map(t => ({ sender: t.mailfrom || 'postmaster@' + t.helo, ip: t.host, helo: t.helo, mta: 'mx.test', resolver: answer }));
}));
await measure('spf: mailauth', clients.length, async () => { for (const client of clients) { await spf(client); } });

const mails = suite('auth', 'dmarc-evaluation.json').tests.map(t => ({
    headerFrom: t.from,
    spfDomains: t.spf.filter(s => s.result === 'pass').map(s => ({ domain: s.domain })),
    dkimDomains: t.dkim.filter(d => d.result === 'pass').map(d => ({ id: d.selector, domain: d.domain })),
    resolver: resolver(t.zone)
}));
await measure('dmarc: mailauth', mails.length, async () => { for (const mail of mails) { await dmarc(mail); } });

const chains = suite('auth', 'arc-validation.json').scenarios.flatMap(s => {
    const answer = resolver(s.zone);
    return Object.values(s.tests).filter(t => t.result[0] === 'pass').map(t => ({ message: Buffer.from(t.message, 'utf8'), answer }));
});
await measure('arc: mailauth', chains.length, async () => {
    for (const { message, answer } of chains) {
        const { headers, arc: data } = await dkimVerify(message, { resolver: answer, sealingDisabled: true });
        if (data) { await arc(data, { resolver: answer, headers, minBitLength: 1024 }); }
    }
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const mail = 'From: a@corp.test\r\nTo: b@partner.test\r\nSubject: Hello\r\nDate: Mon, 1 Jun 2026 10:00:00 +0000\r\nMessage-ID: <1@corp.test>\r\n\r\n'
    + 'A line of text that is as long as lines in mails are, more or less, and then ends.\r\n'.repeat(122);
const { signatures } = await dkimSign(mail, { signatureData: [{ signingDomain: 'corp.test', selector: 's1', privateKey }] });
const signed = Buffer.from(signatures + mail);
const keys = resolver({ 's1._domainkey.corp.test': [{ type: 'TXT', value: ['v=DKIM1; k=rsa; p=' + publicKey.toString('base64')] }] });
if ((await dkimVerify(signed, { resolver: keys })).results[0].status.result !== 'pass') { throw new Error('The signature failed.'); }
await measure('dkim, 10 KB: mailauth', 100, async () => { for (let i = 0; i < 100; i++) { await dkimVerify(signed, { resolver: keys }); } });
