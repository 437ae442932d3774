// In:  nothing.
// Out: what is said in English about archives and workbooks that cannot be read, and why a part of one was left out. {name} places are
//      filled with a problem's arguments.
// Why: the page and the headless door say the same; the page has the Spanish in web/src/locales/es-files.ts, and a test holds the two together.

/** @typedef {{ wrong: string, saw: string, hint: string }} Parts */

/** @satisfies {Record<string, Parts>} */
export const fileSentences = {
  file_unreadable: {
    wrong: 'The file can no longer be read.',
    saw: '“{name}” was changed, moved or deleted after it was chosen, or it is a folder.',
    hint: 'Choose the file again.',
  },
  truncated_archive: {
    wrong: 'The archive is cut off.',
    saw: '“{name}” ends before its contents do, as after a download that broke off.',
    hint: 'Download it again, wait until it is complete, and choose the new file.',
  },
  broken_archive: {
    wrong: 'The archive is damaged.',
    saw: 'What comes out of “{name}” is not what was packed into it.',
    hint: 'Download or export it again; if that does not help, save the table as CSV.',
  },
  encrypted_archive: {
    wrong: 'The archive is locked with a password.',
    saw: '“{name}” is encrypted.',
    hint: 'Unpack it with its password and choose the table itself.',
  },
  archive_bomb: {
    wrong: 'The archive would unpack to far more than any export holds.',
    saw: 'Unpacking “{name}” was stopped; its parts overlap, are too many, or grow beyond all measure.',
    hint: 'Ask where it came from, and export the data again.',
  },
  no_table_in_archive: {
    wrong: 'There is no table in the archive.',
    saw: 'It holds {inside}.',
    hint: 'Unpack it if the table is deeper inside, and choose the CSV, JSON or Excel file itself.',
  },
  empty_archive: {
    wrong: 'The archive is empty.',
    saw: 'There is no file in “{name}”.',
    hint: 'Pack or export it again.',
  },
  unsupported_compression: {
    wrong: 'The archive is packed in a way that browsers cannot unpack.',
    saw: '“{name}” was packed with {method}.',
    hint: 'Unpack it with the program that packed it and choose the table itself.',
  },
  other_archive: {
    wrong: 'This kind of archive is not opened here.',
    saw: '“{name}” holds an archive of the kind {kind}.',
    hint: 'Unpack it and choose the table inside.',
  },
  old_or_encrypted_excel: {
    wrong: 'This Excel file cannot be read as it is.',
    saw: '“{name}” is of the kind before 2007 (.xls) or locked with a password.',
    hint: 'Open it in Excel, take the password off if there is one, and save it as .xlsx or CSV.',
  },
  not_excel_sheet: {
    wrong: 'This is not an Excel workbook of the common kind.',
    saw: '“{name}” is a file of the kind {kind}.',
    hint: 'Open it in the program that made it and save the table as .xlsx or CSV.',
  },
  empty_workbook: {
    wrong: 'The workbook has no table in it.',
    saw: 'No worksheet of “{name}” has a cell with a value.',
    hint: 'Check that the right file was saved and that the data stand on a worksheet.',
  },
};

/** Why something inside was left out. */
export const leftOutReasons = {
  folder: 'a folder',
  system_file: 'a file of the operating system',
  read_me: 'a note, not a table',
  document: 'a document, not a table',
  image: 'a picture or film, not a table',
  archive: 'an archive inside the archive',
  workbook: 'a workbook of a kind that is not read; save it as .xlsx or CSV',
  not_text: 'not text',
  encrypted: 'locked with a password',
  unsupported_compression: 'packed in a way that browsers cannot unpack',
  no_worksheet: 'a sheet without cells, such as a chart',
  empty_sheet: 'a worksheet without values',
};
