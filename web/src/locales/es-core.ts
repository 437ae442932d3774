// The core's sentences in Spanish, by code (core/base/sentences.def has the English). A test holds the two lists together.

interface Wording {
  wrong: string;
  saw: string;
  hint: string;
}

/** A percent sign stays with its number. */
const says = (...parts: [wrong: string, saw?: string, hint?: string]): Wording => {
  const [wrong = '', saw = '', hint = ''] = parts.map((part) => part?.replace(/ %/g, '\u00a0%'));
  return { wrong, saw, hint };
};

export const coreSentences: Record<string, Wording> = {
  empty_file: says('El archivo está vacío.', 'Tiene 0 bytes.', 'Expórtelo de nuevo o elija otro archivo.'),
  blank_file: says('El archivo no contiene texto.', 'Sus {bytes} bytes son espacios y finales de línea.', 'Expórtelo de nuevo o elija otro archivo.'),
  binary_file: says(
    'Esto no es una tabla de texto.',
    'Los primeros bytes son los de un archivo {kind}.',
    'Ábralo con el programa que lo creó, guárdelo como CSV y suelte el CSV.',
  ),
  not_text: says('Esto no es una tabla de texto.', 'El principio tiene {bytes} bytes que un texto nunca tiene.', 'Exporte los datos como CSV o JSON y suelte ese archivo.'),
  web_page: says(
    'Esto es una página web o XML, no una tabla.',
    'Empieza con una etiqueta; así son los enlaces de descarga caducados y las páginas de acceso.',
    'Inicie sesión donde lo obtuvo, descargue la exportación de nuevo y suelte el CSV.',
  ),
  header_only: says('El archivo tiene encabezado pero ninguna fila.', 'Debajo de los nombres de las columnas no hay nada.', 'Revise el periodo de la exportación y descárguela de nuevo.'),
  one_column: says(
    'El archivo tiene una sola columna.',
    'Ni coma, ni punto y coma, ni tabulador, ni barra dividen sus líneas en celdas.',
    'Exporte al menos un cliente, una fecha y un importe en columnas propias.',
  ),
  broken_json: says('El JSON está dañado.', 'Lo que empieza en la línea {line} no es JSON válido.', 'Exporte el archivo de nuevo; puede haberse cortado por el camino.'),
  no_records_in_json: says(
    'El JSON no contiene una lista de pedidos.',
    'Buscamos una lista de objetos, un objeto con una lista así o un objeto por línea.',
    'Exporte los pedidos como lista o como CSV.',
  ),
  no_customer_column: says('Ninguna columna dice quién compró.', 'Vimos las columnas {columns}.', 'Elija la columna con el correo o el número del cliente.'),
  no_date_column: says('Ninguna columna tiene fechas.', 'Vimos las columnas {columns}.', 'Elija la columna con la fecha del pedido o expórtela también.'),
  no_amount_column: says('Ninguna columna tiene importes.', 'Vimos las columnas {columns}.', 'Elija la columna con el total del pedido o expórtela también.'),
  column_out_of_range: says('Esa columna no existe.', 'Se pidió la columna {column}; el archivo tiene {columns}.', 'Elija una de las columnas del archivo.'),
  column_used_twice: says('Una columna no puede tener dos papeles.', 'Se eligió «{header}» para {first} y para {second}.', 'Elija otra columna para uno de ellos.'),
  two_currencies: says(
    'Los importes están en varias monedas y no se pueden sumar.',
    'Encontramos {currencies}.',
    'Elija la moneda con la que trabajar; las filas en las demás se descartan y se cuentan.',
  ),
  no_usable_rows: says(
    'No se pudo usar ninguna fila del archivo.',
    'Se descartaron las {rows} filas, la mayoría por «{reason}».',
    'Revise qué columna es cuál, sobre todo la fecha y el importe.',
  ),
  bad_request: says('La petición no se entiende.', '{detail}', 'core/README.md enumera cada petición con sus campos.'),
  out_of_order: says('Los pasos llegaron en un orden incorrecto.', '{detail}', 'Llame primero a peek, map, push y finish, en este orden.'),
  out_of_memory: says('No queda memoria para este archivo.', 'El navegador no concedió más memoria.', 'Cierre otras pestañas o exporte un periodo más corto.'),
  core_fault: says('El cálculo se interrumpió.', 'El fallo es nuestro: {detail}', 'Cargue el archivo de nuevo; lo mostrado antes puede estar incompleto.'),
  guess_by_name: says('Lo dice su nombre: «{header}».'),
  guess_values_dates: says('El {percent} % de sus primeros valores son fechas.'),
  guess_values_amounts: says('El {percent} % de sus primeros valores son importes.'),
  guess_values_emails: says('El {percent} % de sus primeros valores son direcciones de correo.'),
  guess_values_repeat: says('El {percent} % de sus primeros valores aparece más de una vez, como los clientes.'),
  guess_values_distinct: says('El {percent} % de sus primeros valores son distintos, como los números de pedido.'),
  guess_values_currencies: says('El {percent} % de sus primeros valores son códigos de moneda.'),
  date_order_evidence: says('Las fechas se leyeron como {order}.', '{count} de ellas no admiten otro orden.'),
  date_order_conflict: says(
    'Las fechas no concuerdan en el día y el mes.',
    '{count} solo admiten {order} y {others} solo el otro orden; estas se descartaron.',
    'Corríjalas en el origen o elija usted el orden.',
  ),
  date_order_sorted: says('Las fechas se leyeron como {order}.', 'Solo así el archivo está en orden de tiempo.', 'Elija el otro orden si no es correcto.'),
  date_order_unclear: says(
    'No se puede distinguir el día del mes.',
    'Ninguna fecha tiene un número mayor que 12 en ninguna de las dos posiciones; leímos {order}.',
    'Elija el otro orden si no es correcto.',
  ),
  decimal_mark_unclear: says(
    'No está claro qué significa el signo en importes como 1,234.',
    'Los {count} importes con signo tienen tres cifras detrás; leímos {mark} como separador decimal.',
    'Elija el otro separador decimal si no es correcto.',
  ),
  unread_columns: says(
    'Puede que devoluciones o pedidos cancelados cuenten por entero.',
    'Estas columnas hablan de ellos y no se leyeron: {columns}.',
    'Excluya esos pedidos de la exportación o incluya las devoluciones como filas con importes negativos.',
  ),
  rounded_amounts: says('Algunos importes tienen más decimales que la moneda.', '{count} se redondearon a la unidad más pequeña.'),
  repaired_bytes: says(
    'El archivo no es UTF-8 puro.',
    '{count} bytes se leyeron como Windows-1252, tal como los escriben las hojas de cálculo antiguas.',
    'Revise los nombres con acentos; guarde el archivo como UTF-8 si están mal.',
  ),
  shared_order_ids: says(
    'Varias filas comparten un número de pedido.',
    '{count} filas repiten uno; sus importes se sumaron.',
    'Si cada fila repite el total del pedido, exporte una fila por pedido.',
  ),
  negative_rows_netted: says('Las devoluciones se descontaron.', '{count} filas con importes negativos reducen el valor de sus clientes.'),
  customers_without_purchase: says(
    'Algunos clientes tienen devoluciones pero ninguna compra.',
    '{count} clientes; sus devoluciones cuentan en el total, no en las medias.',
    'Exporte un periodo más largo para incluir sus compras.',
  ),
  later_rows: says('Algunas compras son posteriores al fin de la observación.', '{count} días de compra después del {day} no se contaron.'),
  blank_lines: says('Se saltaron las líneas en blanco.', 'Líneas: {count}.'),
  one_customer: says(
    'Solo hay un cliente.',
    'Los {rows} pedidos son de «{customer}».',
    'Revise la columna del cliente: puede que contenga el nombre de la tienda.',
  ),
  one_day: says('Todos los pedidos son del mismo día.', 'Todas las fechas son {day}, así que nadie puede haber vuelto todavía.', 'Revise la columna de la fecha: puede que contenga el día de la exportación.'),
  fit_too_few: says(
    'Hay muy pocos clientes para hacer una predicción.',
    '{customers} clientes; {repeaters} de ellos volvieron a comprar.',
    'Exporte un periodo más largo. Se muestra lo contado hasta ahora.',
  ),
  fit_nobody_repeats: says(
    'Nadie ha comprado dos veces, así que nada se puede decir sobre quién vuelve.',
    '{customers} clientes; 0 de ellos volvieron a comprar.',
    'Exporte un periodo más largo. Se muestra lo contado hasta ahora.',
  ),
  fit_no_maximum: says(
    'Los datos no determinan a qué ritmo compran los clientes ni cuándo se van.',
    'Con {customers} clientes, {repeaters} de ellos repetidores, respuestas muy distintas encajan igual de bien; la verosimilitud no tiene un único máximo.',
    'Con más clientes o un periodo más largo quizá se distingan; si todos los clientes se van de la misma manera, este modelo no puede. Se muestra lo contado hasta ahora.',
  ),
  spend_too_few: says(
    'Hay muy pocos clientes que repiten para predecir cuánto valdrá un pedido.',
    '{customers} clientes repetidores con valor positivo.',
    'Se muestran las compras esperadas, pero no los importes.',
  ),
  spend_no_maximum: says(
    'Los datos no determinan cuánto difiere el gasto entre clientes.',
    'Con {customers} clientes repetidores, respuestas muy distintas encajan igual de bien.',
    'Se muestran las compras esperadas, pero no los importes.',
  ),
  spend_infinite_mean: says(
    'El gasto puede ser demasiado desigual para que exista una media.',
    'La q del modelo de gasto es {q}, no claramente mayor que 1; dominan unos pocos pedidos muy grandes.',
    'Se muestran las compras esperadas, pero no los importes. Mire los pedidos más grandes.',
  ),
  small_sample: says('El intervalo es aproximado.', 'Se apoya en {n} clientes; por debajo de 30, las medias de valores asimétricos apenas siguen una distribución normal.'),
  no_interval: says('La media no tiene intervalo.', 'Se apoya en {n} clientes; los valores de los clientes son asimétricos y con menos de 10 un intervalo no se sostendría.'),
  spend_depends_on_frequency: says(
    'El gasto no es independiente de la frecuencia, como supone el modelo de gasto.',
    'La correlación entre la frecuencia y el gasto medio es {correlation} en {n} clientes repetidores.',
    'Considere aproximados los importes.',
  ),
  spend_excluded: says('Algunos clientes que repiten quedaron fuera del modelo de gasto.', 'Las compras repetidas de {count} no valen nada después de las devoluciones.'),
  one_time_buyers: says(
    'Nadie puede decir si quienes compraron una sola vez siguen siendo clientes.',
    'En el modelo, los clientes solo se van justo después de una compra repetida; de los {count} que compraron una vez espera algunas compras y no da una probabilidad.',
  ),
  few_customers: says(
    'Los intervalos pueden ser algo estrechos.',
    'Se apoyan en {n} clientes, pocos para un método que se basa en números grandes.',
  ),
  parameter_interval: says('Los intervalos dicen con qué precisión se conocen las medias.', 'Lo que haga de verdad un cliente concreto variará más.'),
  calibration_out_of_range: says('La comprobación necesita pedidos antes y después de su fecha.', 'Se puede fijar del {first} al {last}.', 'Elija otra fecha para la comprobación.'),
  observation_after_data: says('La observación no puede terminar tanto después del último pedido.', 'El último pedido es del {day}.', 'Elija un día dentro del año siguiente.'),
  observation_before_data: says('La observación no puede terminar antes del primer pedido.', 'El primer pedido es del {day}.', 'Elija un fin de la observación posterior.'),
  concentration_needs_value: says('No se muestra la parte de los mejores clientes.', 'El valor total no es positivo.'),
};
