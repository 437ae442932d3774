// Workbooks: sheets as Excel, LibreOffice and libraries write them come out as the CSV that a person would have saved.
import assert from 'node:assert/strict';
import test from 'node:test';
import { keyed } from '../../files/tables.mjs';
import { problemOf, read, readOne, readSheet, sheetXml, styles, tables, textOf, workbook, zip } from './support.mjs';

const row = (number, ...cells) => `<row r="${number}">${cells.join('')}</row>`;
const number = (place, value, style) => `<c r="${place}"${style ? ` s="${style}"` : ''}><v>${value}</v></c>`;

test('a sheet as Excel writes it', async () => {
  const data =
    '<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" s="1" t="s"><v>3</v></c></row>' +
    '<row r="2" spans="1:4" x14ac:dyDescent="0.25"><c r="A2"><v>1001</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" s="1"><v>45662.5</v></c><c r="D2"><v>12.300000000000001</v></c></row>' +
    '<row r="3" spans="1:4"><c r="A3"><v>1002</v></c><c r="B3" t="s"><v>5</v></c><c r="C3" s="1"><v>45663</v></c><c r="D3"><f>SUM(D2,1)</f><v>13.3</v></c></row>';
  const strings = ['<t>Order</t>', '<t>E-mail</t>', '<t>Date</t>', '<t xml:space="preserve">Total </t>', '<t>a@example.org</t>', '<r><t>b@</t></r><r><rPr><b/><sz val="11"/></rPr><t>example.org</t></r>'];
  assert.equal(await readSheet(data, { strings, styles: styles(0, 22) }), 'Order,E-mail,Date,Total \n1001,a@example.org,2025-01-05 12:00:00,12.3\n1002,b@example.org,2025-01-06,13.3\n');
});

test('a sheet as LibreOffice writes it', async () => {
  const xml =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><cols><col collapsed="false" customWidth="false" hidden="false" max="1024" min="1" style="0" width="11.53"/></cols><sheetData>' +
    '<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"><c r="A1" s="0" t="inlineStr"><is><t xml:space="preserve">name</t></is></c><c r="B1" s="0" t="n"><v>0.5</v></c></row>' +
    '<row r="2" customFormat="false"><c r="A2" s="1" t="n"><v>45662</v></c><c r="B2" s="0" t="b"><v>1</v></c><c r="C2" s="0" t="e"><f aca="false">1/0</f><v>#DIV/0!</v></c></row></sheetData><printOptions headings="false"/></worksheet>';
  assert.equal(await readOne(workbook([{ name: 'S', xml }], { styles: styles('General', 'dd/mm/yy') }), 'a.xlsx'), 'name,0.5\n2025-01-05,TRUE,#DIV/0!\n');
});

test('prefixes, strict namespaces, odd quotes, comments and CDATA are read as XML is meant', async () => {
  const xml =
    "<?xml version='1.0'?><!-- <row> --><x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData>" +
    "<x:row\n r = '1' ><x:c t = 'inlineStr'\tr='A1' note=\"a > b\"><x:is><x:t><![CDATA[a < b & c]]></x:t></x:is></x:c><x:c r='B1' t='str'><x:v>x &amp; y&#10;z &#x20AC; &lt;</x:v></x:c></x:row>" +
    '<!-- between --><x:row r="2"><x:c r="A2"><!-- inside --><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  assert.equal(await readOne(workbook([{ name: 'S', xml }]), 'a.xlsx'), 'a < b & c,"x & y\nz € <"\n5\n');
});

test('parts in UTF-16 and with a byte order mark are read', async () => {
  const xml = sheetXml(row(1, '<c r="A1" t="inlineStr"><is><t>niño 雪</t></is></c>'));
  const utf16 = (text) => new Uint8Array(Buffer.from(text, 'utf16le'));
  const swapped = (bytes) => Uint8Array.from(bytes, (_, at) => bytes[at ^ 1]);
  for (const part of [`\ufeff${xml}`, utf16(`\ufeff${xml}`), utf16(xml), swapped(utf16(`\ufeff${xml}`))]) assert.equal(await readOne(workbook([{ name: 'S', xml: part }]), 'a.xlsx'), 'niño 雪\n');
});

test('cells stand where their references say; those without count on', async () => {
  assert.equal(await readSheet(row(1, number('B1', 1), number('D1', 2), '<c><v>3</v></c>') + '<row><c><v>4</v></c><c/><c><v>5</v></c></row>'), ',1,,2,3\n4,,5\n');
  assert.equal(await readSheet(row(1, number('AB1', 1))), `${','.repeat(27)}1\n`);
  assert.equal(await readSheet(row(1, number('C1', 3), number('A1', 1))), '1,,3\n');
});

test('empty rows are kept between data only, and what is empty at the end costs nothing', async () => {
  const styled = (at) => `<row r="${at}"><c r="A${at}" s="1"/><c r="XFD${at}" s="1"/></row>`;
  assert.equal(await readSheet(styled(1) + row(3, number('A3', 1)) + styled(4) + row(7, number('A7', 2), '<c r="B7" s="2"/>', '<c r="C7" t="inlineStr"><is><t></t></is></c>') + styled(1048576)), '1\n\n\n\n2\n');
});

test('a million rows of nothing but style end in time', async () => {
  const blank = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="1"/><c r="B${at + 2}" s="1"/></row>`).join('');
  const begin = performance.now();
  assert.equal(await readSheet(row(1, number('A1', 1)) + blank), '1\n');
  assert.ok(performance.now() - begin < 10_000);
});

test('marks, quotes and line breaks are quoted, also those of other dialects', async () => {
  const text = (place, content) => `<c r="${place}" t="inlineStr"><is><t>${content}</t></is></c>`;
  assert.equal(await readSheet(row(1, text('A1', 'a,b'), text('B1', 'say &quot;hi&quot;'), text('C1', 'one_x000D_\ntwo'), text('D1', 'a;b'), text('E1', '_x005F_x000D_'), text('F1', ' kept '))), '"a,b","say ""hi""","one\r\ntwo","a;b",_x000D_, kept \n');
});

test('readings of Japanese names are no part of them', async () => {
  const strings = ['<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', '<t>b</t>'];
  assert.equal(await readSheet(row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>', '<c r="C1" t="inlineStr"><is><r><t>山</t></r><rPh sb="0" eb="1"><t>ヤマ</t></rPh></is></c>'), { strings }), '東京,b,山\n');
});

test('formulas give their results, and text that looks like a number stays text', async () => {
  assert.equal(await readSheet(row(1, '<c r="A1" t="str"><f>"00"&amp;7</f><v>007</v></c>', '<c r="B1"><f t="shared" ref="B1:B9" si="0">A1*2</f><v>14</v></c>', '<c r="C1"><f>A9</f><v></v></c>', '<c r="D1" t="inlineStr"><is><t>1E5</t></is></c>')), '007,14,,1E5\n');
});

test('dates come by the style of the cell, in both date systems', async () => {
  const data = row(1, number('A1', 45658, 1), number('B1', 45658.5, 2), number('C1', 0.5, 3), number('D1', 1.5, 4), number('E1', 45658, 5), number('F1', 45658), '<c r="G1" t="d"><v>2025-01-05T00:00:00</v></c>');
  const options = { styles: styles(0, 14, '[$-409]m/d/yy h:mm AM/PM;@', 20, '[h]:mm', '0.00 "days"') };
  assert.equal(await readSheet(data, options), '2025-01-01,2025-01-01 12:00:00,12:00:00,36:00:00,45658,45658,2025-01-05\n');
  assert.equal(await readSheet(row(1, number('A1', 44196, 1)), { ...options, properties: '<workbookPr date1904="1" defaultThemeVersion="1"/>' }), '2025-01-01\n');
});

test('visible sheets come first, hidden ones are marked; charts and empty sheets are left out', async () => {
  const data = (value) => row(1, number('A1', value));
  const found = await tables(
    workbook([
      { name: 'Old', data: data(1), state: 'hidden' },
      { name: 'Orders &amp; &quot;more&quot;', data: data(2) },
      { name: 'Chart', data: '', type: 'chartsheet' },
      { name: 'Sheet3', data: '' },
      { name: 'Secret', data: data(3), state: 'veryHidden' },
      { name: 'Last', data: data(4) },
    ]),
    'a.xlsx',
  );
  assert.equal(found.container, 'xlsx');
  assert.deepEqual(found.tables.map(({ name, hidden }) => [name, hidden]), [['Orders & "more"', undefined], ['Last', undefined], ['Old', true], ['Secret', true]]);
  assert.deepEqual(found.left_out, [{ name: 'Chart', why: 'no_worksheet' }, { name: 'Sheet3', why: 'empty_sheet' }]);
  assert.equal(await textOf(found.tables[0].stream()), '2\n');
});

test('of a workbook the first sheet is read unless more are wanted, each under a key of its own; of an archive all tables are', async () => {
  const data = row(1, number('A1', 1));
  const plan = async (bytes, name) => keyed(await tables(bytes, name), name).map(({ key, read, table }) => [key, read, table.name]);
  const sheets = [{ name: 'Old', data, state: 'hidden' }, { name: 'January', data }, { name: 'February', data }];
  assert.deepEqual(await plan(workbook(sheets), 'a.xlsx'), [['a.xlsx/January', true, 'January'], ['a.xlsx/February', false, 'February'], ['a.xlsx/Old', false, 'Old']]);
  assert.deepEqual(await plan(workbook([{ name: 'Only', data }]), 'a.xlsx'), [['a.xlsx', true, 'Only']]);
  const csv = (name) => ({ name, content: 'a,b\n1,2\n' });
  assert.deepEqual(await plan(zip([csv('x.csv'), csv('y.csv')]), 'a.zip'), [['a.zip/x.csv', true, 'x.csv'], ['a.zip/y.csv', true, 'y.csv']]);
  assert.deepEqual(await plan(zip([csv('x.csv')]), 'a.zip'), [['a.zip/x.csv', true, 'x.csv']]);
  assert.deepEqual(await plan('a,b\n1,2\n', 'plain.csv'), [['plain.csv', true, 'plain.csv']]);
});

test('a workbook says how its sheets are to be read: which day its bare numbers count from, too', async () => {
  const told = async (properties) => (await tables(workbook([{ name: 'S', data: row(1, number('A1', 44196)) }], { properties }), 'a.xlsx')).tables[0].told;
  assert.deepEqual(await told(''), { delimiter: ',' });
  assert.deepEqual(await told('<workbookPr date1904="1"/>'), { delimiter: ',', date_numbers: '1904' });
  assert.deepEqual(await told('<workbookPr date1904="0"/>'), { delimiter: ',' });
});

test('packed bytes of a sheet add up, with the strings it shares', async () => {
  const strings = Array.from({ length: 3000 }, (_, at) => `<t>customer ${at}</t>`);
  const data = strings.map((_, at) => row(at + 1, `<c r="A${at + 1}" t="s"><v>${at}</v></c>`)).join('');
  const { tables: [table] } = await tables(workbook([{ name: 'S', data }], { strings }), 'a.xlsx');
  for (let time = 0; time < 2; time += 1) {
    let told = 0;
    assert.equal((await textOf(table.stream((count) => (told += count)))).split('\n').length, 3001);
    assert.equal(told, table.packed);
  }
});

test('the parts of a workbook may have other names', async () => {
  const parts = {
    '_rels/.rels': '<Relationships><Relationship Target="/XL/Workbook2.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Id="r1"/></Relationships>',
    'xl/workbook.xml': null,
    'xl/workbook2.xml': '<workbook xmlns:q="x"><sheets><sheet q:id="R7" name="S"/></sheets></workbook>',
    'XL/_rels/Workbook2.xml.rels': '<Relationships><Relationship Id="R7" Type="a/worksheet" Target="../data/one.xml"/></Relationships>',
    'data/one.xml': sheetXml(row(1, number('A1', 9))),
  };
  assert.equal(await readOne(workbook([], { parts }), 'a.xlsx'), '9\n');
});

test('an empty workbook and one of charts say so', async () => {
  assert.equal((await problemOf(workbook([{ name: 'Sheet1', data: '' }]), 'a.xlsx')).code, 'empty_workbook');
  assert.equal((await problemOf(workbook([{ name: 'C', data: '', type: 'chartsheet' }]), 'a.xlsx')).code, 'empty_workbook');
});

test('other office files are named', async () => {
  const types = { name: '[Content_Types].xml', content: '<Types/>' };
  const named = async (...names) => (await problemOf(zip([types, ...names.map((name) => ({ name, content: 'x' }))]), 'file')).detail.kind;
  assert.match(await named('word/document.xml'), /Word/);
  assert.match(await named('ppt/presentation.xml'), /PowerPoint/);
  assert.match(await named('xl/workbook.bin'), /\.xlsb/);
  const ods = zip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true }, { name: 'content.xml', content: '<x/>' }, { name: 'META-INF/manifest.xml', content: '<x/>' }]);
  assert.match((await problemOf(ods, 'a.ods')).message, /OpenDocument \(\.ods\)/);
  assert.match((await problemOf(zip([{ name: 'Index/Document.iwa', content: 'x' }]), 'a.numbers')).message, /Numbers/);
});

test('an old or locked workbook is known by its directory', async () => {
  const compound = (entry) => {
    const bytes = new Uint8Array(1024 + 512);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes[30] = 9;
    bytes[48] = 1;
    bytes.set(Buffer.from('Root Entry', 'utf16le'), 1024);
    bytes.set(Buffer.from(entry, 'utf16le'), 1024 + 128);
    return bytes;
  };
  for (const name of ['Workbook', 'Book', 'EncryptedPackage']) assert.equal((await problemOf(compound(name), 'orders')).code, 'old_or_encrypted_excel');
  assert.equal((await problemOf(compound('x').subarray(0, 600), 'a.xls')).code, 'old_or_encrypted_excel');
  assert.equal((await tables(compound('WordDocument'), 'letter.doc')).container, 'none'); // the core says what it is
});

test('damaged parts are refused, whatever is damaged', async () => {
  const good = [{ name: 'S', data: row(1, number('A1', 1), '<c r="B1" t="s"><v>0</v></c>') }];
  const strings = ['<t>x</t>'];
  const codes = { '<row r="1"><c><v>1</v>': 'sheet cut off', '</row>': 'closed twice', '<row><c t="s"><v>99</v></c></row>': 'a string that is not there', '<!DOCTYPE a [<!ENTITY b "c">]>': 'a document type' };
  for (const [data, what] of Object.entries(codes)) assert.equal((await problemOf(workbook([{ name: 'S', data }], { strings }), 'a.xlsx')).code, 'broken_archive', what);
  assert.equal((await problemOf(workbook(good, { strings, styles: styles(14), parts: { 'xl/styles.xml': null } }), 'a.xlsx')).code, 'broken_archive');
  for (const part of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml']) {
    const problem = await problemOf(workbook(good, { strings, parts: { [part]: '<a><b></a>' } }), 'a.xlsx');
    assert.match(problem.code, /^(broken_archive|empty_workbook)$/, part);
    assert.equal(problem.detail.name, 'a.xlsx');
  }
  assert.deepEqual(await read(workbook(good, { strings }), 'a.xlsx'), { S: '1,x\n' });
});

test('a sheet that is nearly all gaps cannot grow without end', async () => {
  const gaps = Array.from({ length: 30_000 }, (_, at) => row(at + 1, `<c r="XFD${at + 1}"><v>1</v></c>`)).join('');
  assert.equal((await problemOf(workbook([{ name: 'S', data: gaps }]), 'a.xlsx')).code, 'archive_bomb');
});

test('a cut between any two bytes of the XML makes no difference', async () => {
  const { scanned } = await import('../../files/xml.mjs');
  const xml = new TextEncoder().encode('<?xml version="1.0"?>\n<a b="1>2"><!-- c --><x:d e=\'é\'/>f &amp; ö<![CDATA[<g>]]>雪</a>');
  const blank = new Uint8Array(200).fill(32);
  const heard = async (cut) => {
    const calls = [];
    const listener = { wantsText: true, open: (name, tag) => calls.push(['open', name, tag]), close: (name) => calls.push(['close', name]), text: (text) => calls.push(['text', text]) };
    const chunks = (async function* () {
      yield blank; // so that the encoding is known before the cut
      yield xml.subarray(0, cut);
      yield xml.subarray(cut);
    })();
    for await (const _ of scanned(chunks, listener, 'x'));
    return calls;
  };
  const whole = await heard(0);
  assert.deepEqual(whole.slice(2), [['open', 'a', 'a b="1>2"'], ['open', 'd', "x:d e='é'"], ['close', 'd'], ['text', 'f & ö'], ['text', '<g>'], ['text', '雪'], ['close', 'a']]);
  for (let cut = 1; cut < xml.length; cut += 1) assert.deepEqual(await heard(cut), whole, `cut at ${cut}`);
});
