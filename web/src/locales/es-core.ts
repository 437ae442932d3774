// The core's sentences in Spanish, by code (core/base/sentences.def has the English). A test holds the two lists together.
import { says, type Wording } from './wording';

export const coreSentences: Record<string, Wording> = {
  bad_request: says('La petición no se entiende.', '{detail}', 'core/README.md enumera cada petición con sus campos.'),
  out_of_order: says('Los pasos llegaron en un orden incorrecto.', '{detail}', 'Llame primero a peek, map, push y finish, en este orden.'),
  out_of_memory: says('No queda memoria para este archivo.', 'El navegador no concedió más memoria.', 'Cierre otras pestañas o exporte un periodo más corto.'),
  core_fault: says('El cálculo se interrumpió.', 'El fallo es nuestro: {detail}', 'Cargue el archivo de nuevo; lo mostrado antes puede estar incompleto.'),
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
