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
  zeros_only: says(
    'El archivo no contiene texto.',
    'Sus {bytes} bytes son ceros o espacios; una copia o descarga interrumpida deja archivos así.',
    'Cópielo o descárguelo de nuevo.',
  ),
  old_excel_file: says(
    'Esto es un libro del formato antiguo de Excel.',
    'Los primeros bytes son los de un archivo XLS, como los escribía Excel hasta 2003.',
    'Ábralo con una hoja de cálculo, guárdelo como XLSX o CSV y suelte ese archivo.',
  ),
  locked_workbook: says(
    'Este libro está protegido con contraseña.',
    'Lo único que se puede leer es que su contenido está cifrado.',
    'Ábralo con la contraseña, guárdelo sin ella o como CSV y suelte ese archivo.',
  ),
  packed_file: says(
    'Esto es un archivo comprimido, no una tabla.',
    'Los primeros bytes son los de un archivo comprimido {kind}.',
    'Descomprímalo y suelte el archivo CSV o XLSX que contiene.',
  ),
  picture_file: says(
    'Esto es una imagen, un sonido o un vídeo, no una tabla.',
    'Los primeros bytes son los de un archivo {kind}.',
    'Exporte los propios datos como CSV o XLSX desde su origen.',
  ),
  program_file: says(
    'Esto es un programa, no una tabla.',
    'Los primeros bytes son los de un programa ({kind}).',
    'Suelte en su lugar el archivo CSV o XLSX con los datos.',
  ),
  shortcut_file: says(
    'Esto es solo un enlace a un archivo, no el archivo.',
    'Dice dónde está un documento y no contiene ninguna de sus filas.',
    'Abra el documento, descárguelo como CSV o XLSX y suelte ese archivo.',
  ),
  lfs_pointer: says(
    'Esto representa a un archivo grande y no es el archivo.',
    'Tiene las tres líneas que Git LFS guarda en lugar de los datos.',
    'Descargue el archivo real (git lfs pull) y suéltelo.',
  ),
  mail_file: says(
    'Esto es un mensaje de correo, no una tabla.',
    'Empieza con el remitente, la fecha y el asunto de un mensaje.',
    'Ábralo en el programa de correo, guarde la tabla adjunta y suelte ese archivo.',
  ),
  web_page: says(
    'Esto es una página web, no una tabla.',
    'Empieza con una etiqueta; así son los enlaces de descarga caducados y las páginas de acceso.',
    'Inicie sesión donde lo obtuvo, descargue la exportación de nuevo y suelte el CSV.',
  ),
  table_web_page: says(
    'Esto es una página web, no un archivo de tabla.',
    'Contiene una tabla: algunos programas guardan páginas así con el nombre .xls, pero las páginas de acceso también pueden tener una.',
    'Si una hoja de cálculo la abre como su tabla, guárdela allí como CSV; si no, inicie sesión y descargue la exportación de nuevo.',
  ),
  expired_link: says(
    'Esto es un mensaje de error del servidor, no la exportación.',
    'Dice «{code}»: el enlace de descarga ha caducado o no era para usted.',
    'Pida un enlace nuevo donde lo obtuvo, descargue la exportación de nuevo y suéltela.',
  ),
  xml_workbook: says(
    'Esto es un libro escrito como XML.',
    'Tiene las señas de una hoja de cálculo XML de Excel 2003.',
    'Ábralo con una hoja de cálculo, guárdelo como XLSX o CSV y suelte ese archivo.',
  ),
  xml_file: says('Esto es XML, no una tabla.', 'Empieza con etiquetas XML.', 'Exporte los datos como CSV o JSON y suelte ese archivo.'),
  header_only: says('El archivo tiene encabezado pero ninguna fila.', 'Debajo de los nombres de las columnas no hay nada.', 'Revise el periodo de la exportación y descárguela de nuevo.'),
  one_column: says(
    'El archivo tiene una sola columna.',
    'Ni coma, ni punto y coma, ni tabulador, ni barra dividen sus líneas en celdas.',
    'Exporte al menos un cliente, una fecha y un importe en columnas propias.',
  ),
  broken_json: says(
    'El JSON está dañado.',
    'Lo que empieza en la línea {line} no es JSON válido: falla en la línea {at}, carácter {column}.',
    'Exporte el archivo de nuevo; puede haberse cortado por el camino.',
  ),
  json_beyond_bounds: says(
    'El JSON tiene una entrada demasiado grande.',
    'Lo que empieza en la línea {line} ocupa más de 64 MB o tiene más de 4096 niveles.',
    'Exporte los pedidos como lista, con una entrada por pedido, o como CSV.',
  ),
  no_records_in_json: says(
    'El JSON no contiene una lista de pedidos.',
    'Buscamos una lista de objetos, un objeto con una lista así o un objeto por línea.',
    'Exporte los pedidos como lista o como CSV.',
  ),
  no_customer_column: says('Ninguna columna dice quién compró.', 'Vimos las columnas {columns}.', 'Elija la columna con el correo o el número del cliente.'),
  no_date_column: says('Ninguna columna tiene fechas.', 'Vimos las columnas {columns}.', 'Elija la columna con la fecha del pedido o expórtela también.'),
  no_amount_column: says('Ninguna columna tiene importes.', 'Vimos las columnas {columns}.', 'Elija la columna con el total del pedido o expórtela también.'),
  no_score_column: says('Ninguna columna tiene las puntuaciones.', 'Vimos las columnas {columns}.', 'Elija la columna con la respuesta, por ejemplo de 0 a 10.'),
  no_count_column: says('Ninguna columna cuenta los clientes nuevos.', 'Vimos las columnas {columns}.', 'Elija la columna con el número de clientes o usuarios nuevos.'),
  column_out_of_range: says('Esa columna no existe.', 'Se pidió la columna {column}; el archivo tiene {columns}.', 'Elija una de las columnas del archivo.'),
  column_used_twice: says('Una columna no puede tener dos papeles.', 'Se eligió «{header}» para {first} y para {second}.', 'Elija otra columna para uno de ellos.'),
  bad_format: says('El formato no puede usarse.', '{detail}', 'En core/formats hay ejemplos; corrija el archivo y suéltelo de nuevo.'),
  two_currencies: says(
    'Los importes están en varias monedas y no se pueden sumar.',
    'Encontramos {currencies}.',
    'Elija una moneda y las filas en las demás se descartan y se cuentan, o escriba cuánto vale una unidad de cada una.',
  ),
  one_currency_shown: says(
    'Solo se muestran las filas en {currency}.',
    'Se descartaron las filas en otras monedas: {count} en total, {others}.',
    'Elija otra moneda o escriba cuánto vale una unidad de cada una en {currency}.',
  ),
  converted_rows: says(
    'Las filas en {currency} se convirtieron a {shown}.',
    'Filas: {count}, en total {before}, al tipo que usted escribió: 1 {currency} = {rate} {shown}. Resultaron {after}.',
    '',
  ),
  no_usable_rows: says(
    'No se pudo usar ninguna fila del archivo.',
    'Se descartaron las {rows} filas, la mayoría por «{reason}».',
    'Revise qué columna es cuál, sobre todo la fecha y el importe.',
  ),
  no_orders: says('Ninguno de los archivos contiene pedidos.', 'Lo que valen los clientes se calcula a partir de sus pedidos.', 'Añada una exportación de pedidos o pagos.'),
  bad_request: says('La petición no se entiende.', '{detail}', 'core/README.md enumera cada petición con sus campos.'),
  out_of_order: says('Los pasos llegaron en un orden incorrecto.', '{detail}', 'Llame primero a peek, map, push y finish, en este orden.'),
  out_of_memory: says('No queda memoria para este archivo.', 'El navegador no concedió más memoria.', 'Cierre otras pestañas o exporte un periodo más corto.'),
  core_fault: says('El cálculo se interrumpió.', 'El fallo es nuestro: {detail}', 'Cargue el archivo de nuevo; lo mostrado antes puede estar incompleto.'),
  guess_by_name: says('Lo dice su nombre: «{header}».'),
  guess_by_format: says('Lo dice el formato «{format}».'),
  recognised_format: says('Reconocido como {format}.', 'Tiene las columnas {columns}.'),
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
  decimal_mark_both_ways: says(
    'No está claro qué significa el signo en importes como 1,234.',
    'Los {count} importes con signo tienen tres cifras detrás. Con {mark} como signo decimal, como los leímos, suman {total}; con {other} sumarían {other_total}.',
    'Elija el otro signo decimal si es el correcto.',
  ),
  unread_columns: says(
    'Puede que devoluciones o pedidos cancelados cuenten por entero.',
    'Estas columnas hablan de ellos y no se leyeron: {columns}.',
    'Excluya esos pedidos de la exportación o incluya las devoluciones como filas con importes negativos.',
  ),
  rounded_amounts: says('Algunos importes tienen más decimales que la moneda.', '{count} se redondearon a la unidad más pequeña.'),
  dropped_bytes: says(
    'El archivo contiene bytes que no son texto.',
    'Se omitieron {count} bytes cero o marcas de fin entre las letras.',
    'Mire las filas cercanas al final: una copia interrumpida deja bytes así.',
  ),
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
  line_items: says('Las demás líneas de un pedido se contaron con él.', '{count} filas nombran un pedido que está en otra fila y no tienen total propio.'),
  export_no_customer: says('Esta exportación no nombra a los clientes.', 'Solo sirve para los ingresos en el tiempo.', 'Use una exportación con correos o números de cliente para ver lo que valen.'),
  export_no_dates: says('Esta exportación no tiene fechas.', 'Dice cuánto gastaron los clientes en total, no cuándo.', 'Use la exportación de pedidos para todo lo que depende del tiempo.'),
  export_live_only: says('Esta exportación puede contener solo suscripciones vigentes.', 'Entonces parece que nadie se va.', 'Exporte todas las suscripciones, también las terminadas.'),
  export_one_period: says('Una fila cubre todo el período del informe.', 'Hay un número por campaña, no uno por día.', 'Exporte el informe por día para verlo en el tiempo.'),
  export_names_only: says('Esta exportación solo conoce a los clientes por su nombre.', 'Dos personas con el mismo nombre cuentan como una, y una con dos nombres como dos.', 'Use una exportación con correos si la hay.'),
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
  measured_too_few: says('Hay muy pocos clientes para medir una media.', '{customers} tienen una compra; hacen falta {needed}.', 'Exporte un periodo más largo.'),
  measured_needs_year: says(
    'Todavía no se puede medir nada por año.',
    '{customers} clientes se observaron durante un año entero desde su primera compra; hacen falta {needed}.',
    'Exporte un periodo más largo.',
  ),
  measured_needs_years: says(
    'Todavía no se puede medir la retención anual.',
    'Necesita clientes observados durante dos años enteros desde su primera compra: hay {customers} y hacen falta {needed}.',
    'Exporte un periodo más largo, mejor de tres años o más.',
  ),
  measured_no_contract: says(
    'Aquí la retención significa volver a comprar en el año siguiente.',
    'Se apoya en {n} veces en que un cliente con una compra en un año podía tener otra en el siguiente. Sin contrato nadie se despide: algunos que se saltan un año vuelven.',
  ),
  measured_lifespan: says(
    'La duración supone que la retención es la misma a cualquier edad.',
    'Es 1 ÷ (1 − retención); donde la retención sube con la edad, como en la mayoría de los negocios, los clientes se quedan más tiempo.',
  ),
  measured_no_lifespan: says('No se puede dar una duración.', 'Todos volvieron a comprar en el año siguiente; no se ve el final.', 'Exporte un periodo más largo.'),
  measured_later_years: says(
    'El beneficio se mide hasta el año {years} de la vida de un cliente.',
    'Menos de {needed} clientes se observaron durante todo el año siguiente a ese y compraron en él.',
    'Exporte un periodo más largo para ver los años posteriores.',
  ),
  measured_rough: says('Algunos intervalos son aproximados.', 'Se apoyan en menos de {n} clientes; las medias de valores asimétricos apenas siguen entonces una distribución normal.'),
  input_out_of_range: says('Este número queda fuera de lo que admite la calculadora.', 'Se admiten valores de {low} a {high}.'),
  input_needed: says('Aquí hace falta un número.'),
  range_unordered: says('El intervalo debe contener el número.', 'Va de {low} a {high}.', 'El extremo inferior va primero y el número queda entre ambos.'),
  range_on_count: says('Un número contado no lleva intervalo.', 'Lo que deja abierto ya está en el intervalo del resultado.', 'Indique solo el número.'),
  range_out_of_limits: says('El intervalo va más allá de lo posible.', 'Se admiten valores de {low} a {high}.'),
  sum_never_ends: says(
    'Con estos números el valor crecería sin fin.',
    'Lo que queda del margen tras un periodo, con el crecimiento incluido, no es menos de lo que le quita el descuento.',
    'Elija una retención más baja, un crecimiento menor o un descuento mayor.',
  ),
  company_never_settles: says(
    'Con estos números el beneficio de la empresa crecería sin fin.',
    'El beneficio por cliente sube más deprisa de lo que se van los clientes.',
    'Elija un cambio menor en los años posteriores o una retención más baja.',
  ),
  shares_beyond_one: says('Estas partes suman más del 100 %.', 'Son partes de los mismos clientes.', 'Reduzca una de ellas.'),
  curve_must_fall: says('No pueden quedar más clientes que en el periodo anterior.', '', 'Indique cuántos de los que empezaron siguen tras este periodo.'),
  curve_has_gap: says('Un periodo anterior está vacío.', 'Los números tras un hueco no se pueden usar.', 'Rellene el hueco o vacíe los periodos siguientes.'),
  curve_needs_losses: says(
    'Nadie se fue en el primer periodo.',
    'Sin pérdidas no hay nada que proyectar.',
    'Indique cuántos quedaban tras el primer periodo.',
  ),
  curve_not_settled: says(
    'La curva no determina cómo sube la retención con la edad.',
    'Respuestas muy distintas se ajustan igual de bien; casi siempre porque la retención no sube.',
    'Indique más periodos o use la calculadora con una retención constante.',
  ),
  solve_out_of_reach: says(
    'Ningún valor de este dato da ese resultado.',
    'Con todos sus valores posibles, el resultado va de {low} a {high}.',
    'Pida un resultado intermedio o cambie otro dato.',
  ),
  solve_nothing: says(
    'Ningún valor de este dato da ese resultado.',
    'Con los demás datos tal como están, el resultado no se puede calcular.',
    'Corrija primero los datos señalados.',
  ),
  draws_impossible: says(
    'Algunas combinaciones dentro de los intervalos son imposibles.',
    '{count} de {draws} simulaciones quedaron fuera del intervalo.',
    'Estreche los intervalos, casi siempre el de la retención.',
  ),
  means_simple_clv: says(
    'Un cliente que compra {orders_per_year} veces al año por {order_value} y se queda {lifespan} años deja {clv} de beneficio.',
    'Los ingresos de {revenue_clv} no son lo que vale: de cada pedido solo queda el margen.',
  ),
  note_simple_clv: says(
    'Esto es una media de medias.',
    'Los años medidos en clientes que aún siguen son demasiado pocos, y unos pocos clientes muy buenos suben la media por encima de la mayoría.',
    'Sustituya los números por otros medidos donde pueda.',
  ),
  means_margin_multiple: says(
    'Un cliente vale {multiple_if_retained} márgenes anuales: {clv_if_retained}, o {clv_first_now} si el primer margen se cobra hoy.',
    'Con una retención de {retention}, los clientes se quedan {lifetime} años de media.',
  ),
  means_margin_multiple_months: says(
    'Un cliente vale {multiple_if_retained} márgenes mensuales: {clv_if_retained}, o {clv_first_now} si el primer margen se cobra hoy.',
    'Con una retención de {retention}, los clientes se quedan {lifetime} meses de media.',
  ),
  note_constant_retention: says(
    'Se supone una única retención constante.',
    'En la mayoría de los negocios la retención sube con la edad, porque quienes se van con facilidad se van primero; una retención constante infravalora entonces a los clientes.',
    'La calculadora de retención creciente muestra en cuánto.',
  ),
  note_growth_forever: says(
    'Se supone que el margen crece para siempre.',
    'Pocos márgenes lo hacen; gran parte del valor puede estar en años que nunca llegarán.',
  ),
  means_retention_curve: says(
    'Una única retención constante ocultaría el {hidden_base} de lo que valen los clientes actuales.',
    'Un cliente de la base vale {base_customer_sbg}, no {base_customer_constant}: la retención sube del {retention_first} en el primer periodo al {retention_tenth} en el décimo.',
  ),
  note_contract: says(
    'Esto sirve cuando se ve que un cliente se va: contratos, suscripciones, cuotas.',
    'En tiendas sin contrato nadie se despide; allí, suelte mejor un archivo de pedidos.',
  ),
  means_retention_profit: says(
    'Un {change} más de retención, en puntos, hace que un cliente medio valga un {gain_points} más, pero el beneficio de la empresa sube un {company_year_1_points} el primer año.',
    'Es un {target_gain} mayor al cabo de {years_to_target_points} años, con los mismos clientes nuevos cada año.',
  ),
  means_retention_profit_never: says(
    'Un {change} más de retención, en puntos, hace que un cliente medio valga un {gain_points} más, pero el beneficio de la empresa sube un {company_year_1_points} el primer año.',
    'Nunca llega a ser un {target_gain} mayor: termina en un {company_ceiling_points} más.',
  ),
  means_no_gain: says(
    'La mejora no se puede dar como porcentaje.',
    'Un cliente vale ahora {value_now}; un porcentaje de nada o de una pérdida no dice nada, y ninguna retención puede pasar del 100 %.',
  ),
  note_retention_beyond_one: says(
    'Una de las lecturas del cambio retendría a más de todos los clientes, o para siempre.',
    'Se deja vacía.',
    'Elija un cambio menor.',
  ),
  note_worth_nothing_now: says('Con la retención actual un cliente cuesta más de lo que aporta.', '', 'Mire el valor en sí, no su cambio en porcentaje.'),
  note_first_year: says(
    'En el primer año la empresa solo tiene de más a los clientes que retuvo ese año.',
    'Por eso su beneficio sube más o menos tantos por ciento como puntos subió la retención (+{company_year_1_points}); el resto llega despacio, hasta un {company_ceiling_points} más al final.',
  ),
  note_thought_experiment: says(
    'El famoso 75 % es el valor de un cliente medio cuando las pérdidas anuales bajan del 10 % al 5 %, con lo que su vida se duplica.',
    'No es el beneficio de ninguna empresa en ningún año, y se supone que subir la retención no cuesta nada.',
  ),
  means_nps_conversion: says(
    'Mejorar a {customers_moved} clientes aporta {extra_profit} de beneficio al año, {net_gain} una vez pagado el programa.',
    'El NPS pasa de {nps_before} a {nps_after}.',
  ),
  note_nps_unsourced: says(
    'Los cambios de gasto del ejemplo (+16 %, +25 %, −36 %) se cuentan de una empresa cuyo estudio no se encuentra.',
    'Son una hipótesis.',
    'Sustitúyalos por lo que hicieron sus propios clientes.',
  ),
  note_association: says(
    'Que los clientes más contentos compren más no dice que contentarlos les haga comprar más.',
    '',
    'Pruébelo primero con algunos clientes y compárelos con otros.',
  ),
  means_clv_cac: says(
    'Un cliente cuesta {cac} y vale {clv}: {clv_to_cac} por cada uno gastado.',
    'El coste se recupera a los {payback_plain} meses según la regla simple, a los {payback_with_churn} contando las bajas y a los {payback_discounted} con bajas y descuento.',
  ),
  means_never_paid_back: says(
    'El coste no se recupera nunca.',
    'Un cliente cuesta {cac} y vale {clv}, descontado a lo largo de toda su vida.',
    'Baje el coste o suba el margen o la retención: desde {break_even_retention} al mes compensaría.',
  ),
  means_no_cac: says('Aquí los clientes no cuestan nada, así que no hay relación.', 'Un cliente vale {clv}.'),
  note_three_to_one: says(
    'Por debajo del 3:1 que se suele pedir.',
    'Es una regla práctica, no una verdad: importa cuándo vuelve el dinero y qué otra cosa podría hacer.',
  ),
  note_plain_payback_misleads: says('La recuperación simple engaña aquí.', 'Olvida que los clientes se van antes de haberla pagado.'),
  note_same_window: says(
    'El gasto y los clientes nuevos deben ser del mismo periodo.',
    'Lo gastado en primavera puede traer clientes en verano; los que llegan sin pagar bajan el coste sin haber costado menos.',
  ),
  means_break_even: says(
    'El programa compensa desde una retención del {retention_for_programme}, {points_needed} más que ahora.',
    'El coste de captar un cliente se gana desde el {retention_for_cac}.',
  ),
  means_programme_never_pays: says('Ninguna retención hace que este programa compense.', 'Haría falta más del 100 %.', 'Baje su coste.'),
  note_below_cost: says('Con la retención actual un cliente no devuelve lo que costó.'),
  note_programme_for_all: says('El coste del programa se cuenta para cada cliente y año.', 'La mayor parte va a clientes que se habrían quedado igualmente.'),
  means_referral_value: says(
    'A quienes trae un cliente valen {referral_value}; con sus propias compras suman {value_with_referrals}.',
    'Trae {customers_brought} clientes, de los cuales {customers_brought_extra} no habrían venido de otro modo.',
  ),
  note_referrals_one_step: says('Solo se cuenta un paso.', 'Los clientes traídos pueden traer a otros.'),
  note_referrals_snowball: says(
    'Cada cliente traería al menos a otro: la base crecería sola.',
    'Solo se cuenta el primer paso; compruebe si los números pueden ser ciertos.',
  ),
  note_reward_too_high: says('La recompensa cuesta más de lo que aporta la recomendación.'),
  means_unhappy_customer: says(
    'Un cliente descontento cuesta {cost_per_unhappy}; detrás de cada queja hay {value_behind_complaint}.',
    '{complaints_per_year} quejas al año representan a {unhappy_customers} clientes descontentos, de los que se van {customers_lost}: {value_lost} al año.',
  ),
  note_one_of_26: says(
    '«Se queja uno de cada 26» viene de un estudio antiguo, contado también como uno de cada 27.',
    'Varía entre sectores; la proporción propia puede ser muy distinta.',
    'Cuente en sus datos cuántos con un problema visible dijeron algo.',
  ),
  means_capacity: says(
    'El equipo puede atender {contacts_per_week} contactos por semana, suficientes para {customers_served} clientes.',
    'Son {customers_per_agent} clientes por agente.',
  ),
  note_no_queues: says('Esto es carga de trabajo, no tiempo de espera.', 'Los equipos pequeños con picos necesitan más personas para los mismos contactos.'),
  note_occupancy_high: says(
    'Por encima del 90 % de ocupación las colas se alargan y la gente se agota.',
    '',
    'Planifique con un 80 a 88 % si hay que responder deprisa.',
  ),
  means_margin_multiple_forever: says(
    'Un cliente vale {multiple_if_retained} márgenes de un periodo: {clv_if_retained}, o {clv_first_now} si el primero se cobra hoy.',
    'Con una retención del 100 % nadie se va nunca; solo el descuento pone fin al valor.',
  ),
  means_retention_profit_loss: says(
    'Un {change} más de retención, en puntos, hace que un cliente medio valga un {gain_points} más.',
    'La empresa no tiene beneficio ahora, así que un aumento en porcentaje no dice nada.',
  ),
  means_never_at_any_retention: says(
    'El coste no se recupera nunca, con ninguna retención.',
    'Un cliente cuesta {cac} y vale {clv}, descontado a lo largo de toda su vida.',
    'Baje el coste o suba el margen.',
  ),
  means_break_even_no_cac: says(
    'El programa compensa desde una retención del {retention_for_programme}, {points_needed} más que ahora.',
    'El coste de captar un cliente no se gana con ninguna retención.',
  ),
  means_no_agents: says(
    'No hay nadie que atienda contactos.',
    '',
    'Indique el número de agentes.',
  ),
};
