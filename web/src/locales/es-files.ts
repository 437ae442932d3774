// What is said in Spanish about archives and workbooks, by code (files/sentences.mjs has the English). A test holds the two lists together.
import type { fileSentences, leftOutReasons } from '../../../files/sentences.mjs';

interface Wording {
  wrong: string;
  saw: string;
  hint: string;
}

const says = (wrong: string, saw: string, hint: string): Wording => ({ wrong, saw, hint });

export const fileSentencesInSpanish: Record<keyof typeof fileSentences, Wording> = {
  file_unreadable: says('El archivo ya no se puede leer.', '«{name}» se modificó, se movió o se borró después de elegirlo, o es una carpeta.', 'Elija el archivo de nuevo.'),
  truncated_archive: says(
    'El archivo comprimido está incompleto.',
    '«{name}» termina antes que su contenido, como tras una descarga interrumpida.',
    'Descárguelo de nuevo, espere a que termine y elija el archivo nuevo.',
  ),
  broken_archive: says(
    'El archivo comprimido está dañado.',
    'Lo que sale de «{name}» no es lo que se guardó en él.',
    'Descárguelo o expórtelo de nuevo; si no sirve, guarde la tabla como CSV.',
  ),
  encrypted_archive: says(
    'El archivo comprimido está protegido con contraseña.',
    '«{name}» está cifrado.',
    'Descomprímalo con su contraseña y elija la tabla.',
  ),
  archive_bomb: says(
    'El archivo comprimido ocuparía mucho más que cualquier exportación.',
    'Se dejó de descomprimir «{name}»: sus partes se solapan, son demasiadas o crecen sin medida.',
    'Pregunte de dónde viene y exporte los datos de nuevo.',
  ),
  no_table_in_archive: says(
    'No hay ninguna tabla en el archivo comprimido.',
    'Contiene {inside}.',
    'Descomprímalo si la tabla está más adentro y elija el propio archivo CSV, JSON o de Excel.',
  ),
  empty_archive: says('El archivo comprimido está vacío.', 'No hay ningún archivo en «{name}».', 'Comprímalo o expórtelo de nuevo.'),
  unsupported_compression: says(
    'El archivo está comprimido de una forma que los navegadores no pueden abrir.',
    '«{name}» se comprimió con {method}.',
    'Descomprímalo con el programa que lo creó y elija la tabla.',
  ),
  other_archive: says(
    'Este tipo de archivo comprimido no se abre aquí.',
    '«{name}» contiene un archivo comprimido del tipo {kind}.',
    'Descomprímalo y elija la tabla que contiene.',
  ),
  old_or_encrypted_excel: says(
    'Este archivo de Excel no se puede leer tal como está.',
    '«{name}» es anterior a 2007 (.xls) o está protegido con contraseña.',
    'Ábralo en Excel, quite la contraseña si la tiene y guárdelo como .xlsx o CSV.',
  ),
  not_excel_sheet: says(
    'Esto no es un libro de Excel del tipo habitual.',
    '«{name}» es un archivo del tipo {kind}.',
    'Ábralo con el programa que lo creó y guarde la tabla como .xlsx o CSV.',
  ),
  empty_workbook: says(
    'El libro no contiene ninguna tabla.',
    'Ninguna hoja de «{name}» tiene una celda con valor.',
    'Compruebe que se guardó el archivo correcto y que los datos están en una hoja de cálculo.',
  ),
};

export const leftOutReasonsInSpanish: Record<keyof typeof leftOutReasons, string> = {
  folder: 'una carpeta',
  system_file: 'un archivo del sistema operativo',
  read_me: 'una nota, no una tabla',
  document: 'un documento, no una tabla',
  image: 'una imagen o un vídeo, no una tabla',
  archive: 'un archivo comprimido dentro de otro',
  workbook: 'un libro de un tipo que no se lee; guárdelo como .xlsx o CSV',
  not_text: 'no es texto',
  encrypted: 'protegido con contraseña',
  unsupported_compression: 'comprimido de una forma que los navegadores no pueden abrir',
  no_worksheet: 'una hoja sin celdas, como un gráfico',
  empty_sheet: 'una hoja sin valores',
};
