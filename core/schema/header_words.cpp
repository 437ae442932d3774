#include "schema/header_words.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/text.h"

namespace lifeworth {
namespace {

struct Word {
  Role role;
  std::string_view text;  ///< as `folded` gives it; matched as a whole header, or as words inside it
  double whole, inside;
};

// Whole headers first in weight; inside a longer header the same word says less.
constexpr Word words[] = {
    {Role::customer, "email", 1.1, 0.6},           {Role::customer, "e mail", 1.1, 0.6},
    {Role::customer, "customer id", 1.2, 0.9},     {Role::customer, "customer email", 1.2, 0.9},
    {Role::customer, "customer", 1.1, 0.5},        {Role::customer, "client", 1.1, 0.5},
    {Role::customer, "client id", 1.2, 0.9},       {Role::customer, "user id", 1.0, 0.7},
    {Role::customer, "buyer", 1.0, 0.5},           {Role::customer, "account id", 0.9, 0.6},
    {Role::customer, "user", 0.8, 0.4},            {Role::customer, "member id", 0.9, 0.6},
    {Role::customer, "cliente", 1.1, 0.5},         {Role::customer, "id cliente", 1.2, 0.9},
    {Role::customer, "correo", 1.1, 0.6},          {Role::customer, "correo electronico", 1.1, 0.7},
    {Role::customer, "comprador", 1.0, 0.5},       {Role::customer, "usuario", 0.8, 0.4},
    {Role::customer, "cust id", 1.1, 0.8},         {Role::customer, "id", 0.5, 0.35},
    {Role::customer, "contact", 0.6, 0.3},         {Role::customer, "customerid", 1.2, 0.9},
    {Role::customer, "userid", 1.0, 0.7},          {Role::customer, "customer name", 0.8, 0.5},
    {Role::customer, "order", -0.8, -0.8},         {Role::customer, "pedido", -0.8, -0.8},
    {Role::customer, "order id", -1, -1},          {Role::customer, "transaction", -0.8, -0.8},
    {Role::customer, "invoice", -0.8, -0.8},       {Role::customer, "factura", -0.8, -0.8},
    {Role::customer, "product", -0.8, -0.8},       {Role::customer, "sku", -0.8, -0.8},
    {Role::customer, "producto", -0.8, -0.8},      {Role::customer, "line", -0.5, -0.3},
    {Role::customer, "country", -0.8, -0.8},       {Role::customer, "currency", -0.8, -0.8},
    {Role::customer, "date", -0.8, -0.8},          {Role::customer, "fecha", -0.8, -0.8},
    {Role::customer, "type", -0.5, -0.5},          {Role::customer, "total", -0.5, -0.5},
    {Role::date, "date", 1.1, 0.5},                {Role::date, "order date", 1.2, 0.9},
    {Role::date, "created at", 1.0, 0.7},          {Role::date, "purchase date", 1.2, 0.9},
    {Role::date, "day", 0.8, 0.3},                 {Role::date, "time", 0.7, 0.3},
    {Role::date, "timestamp", 0.8, 0.5},           {Role::date, "created", 0.8, 0.5},
    {Role::date, "paid at", 0.9, 0.6},             {Role::date, "transaction date", 1.2, 0.9},
    {Role::date, "fecha", 1.1, 0.5},               {Role::date, "fecha de pedido", 1.2, 0.9},
    {Role::date, "fecha del pedido", 1.2, 0.9},    {Role::date, "fecha de compra", 1.2, 0.9},
    {Role::date, "fecha pedido", 1.2, 0.9},        {Role::date, "dia", 0.8, 0.3},
    {Role::date, "invoicedate", 1.1, 0.8},         {Role::date, "orderdate", 1.2, 0.9},
    {Role::date, "updated", -0.5, -0.4},           {Role::date, "cancelled", -0.6, -0.6},
    {Role::date, "canceled", -0.6, -0.6},          {Role::date, "birth", -1, -1},
    {Role::date, "nacimiento", -1, -1},            {Role::date, "due", -0.5, -0.5},
    {Role::date, "refunded", -0.6, -0.6},          {Role::date, "fulfilled", -0.4, -0.4},
    {Role::date, "shipped", -0.4, -0.4},           {Role::date, "delivered", -0.4, -0.4},
    {Role::amount, "amount", 1.2, 0.7},            {Role::amount, "total", 1.2, 0.6},
    {Role::amount, "order total", 1.2, 0.9},       {Role::amount, "revenue", 1.2, 0.7},
    {Role::amount, "sales", 1.1, 0.6},             {Role::amount, "net sales", 1.2, 0.8},
    {Role::amount, "value", 0.9, 0.5},             {Role::amount, "order value", 1.1, 0.8},
    {Role::amount, "price", 0.8, 0.4},             {Role::amount, "spend", 1.0, 0.6},
    {Role::amount, "gross", 0.9, 0.5},             {Role::amount, "net", 0.9, 0.4},
    {Role::amount, "dollars", 1.1, 0.6},           {Role::amount, "importe", 1.2, 0.7},
    {Role::amount, "monto", 1.2, 0.7},             {Role::amount, "ingresos", 1.1, 0.6},
    {Role::amount, "ventas", 1.1, 0.6},            {Role::amount, "precio", 0.8, 0.4},
    {Role::amount, "valor", 0.9, 0.5},             {Role::amount, "total pedido", 1.2, 0.9},
    {Role::amount, "importe total", 1.2, 0.9},     {Role::amount, "paid", 0.5, 0.3},
    {Role::amount, "tax", -0.8, -0.7},             {Role::amount, "impuesto", -0.8, -0.7},
    {Role::amount, "taxes", -0.8, -0.7},           {Role::amount, "iva", -0.8, -0.7},
    {Role::amount, "shipping", -0.8, -0.7},        {Role::amount, "envio", -0.8, -0.7},
    {Role::amount, "discount", -0.8, -0.7},        {Role::amount, "descuento", -0.8, -0.7},
    {Role::amount, "quantity", -1, -0.9},          {Role::amount, "cantidad", -1, -0.9},
    {Role::amount, "qty", -1, -0.9},               {Role::amount, "id", -1, -0.9},
    {Role::amount, "number", -0.8, -0.6},          {Role::amount, "zip", -1, -1},
    {Role::amount, "phone", -1, -1},               {Role::amount, "telefono", -1, -1},
    {Role::amount, "refunded", -0.5, -0.5},        {Role::amount, "fee", -0.6, -0.6},
    {Role::amount, "balance", -0.5, -0.5},         {Role::amount, "lineitem", -0.5, -0.5},
    {Role::amount, "unit", -0.3, -0.3},            {Role::amount, "cost", 0.3, -0.4},
    {Role::amount, "refund", -0.9, -0.9},          {Role::amount, "refunds", -0.9, -0.9},
    {Role::amount, "reembolso", -0.9, -0.9},       {Role::amount, "comision", -0.6, -0.6},
    {Role::amount, "saldo", -0.5, -0.5},           {Role::amount, "rate", -0.6, -0.6},
    {Role::order_id, "order id", 1.2, 0.9},        {Role::order_id, "order number", 1.2, 0.9},
    {Role::order_id, "order", 0.9, 0.5},           {Role::order_id, "order no", 1.1, 0.9},
    {Role::order_id, "transaction id", 1.1, 0.9},  {Role::order_id, "invoice", 0.9, 0.5},
    {Role::order_id, "invoice no", 1.1, 0.9},      {Role::order_id, "invoice number", 1.1, 0.9},
    {Role::order_id, "pedido", 1.0, 0.6},          {Role::order_id, "id pedido", 1.2, 0.9},
    {Role::order_id, "numero de pedido", 1.2, 0.9}, {Role::order_id, "factura", 0.9, 0.5},
    {Role::order_id, "orderid", 1.2, 0.9},         {Role::order_id, "invoiceno", 1.1, 0.9},
    {Role::order_id, "id", 0.4, 0.1},              {Role::order_id, "customer", -1, -1},
    {Role::order_id, "cliente", -1, -1},           {Role::order_id, "email", -1, -1},
    {Role::order_id, "user", -1, -1},              {Role::order_id, "date", -1, -1},
    {Role::order_id, "fecha", -1, -1},             {Role::order_id, "total", -1, -1},
    {Role::order_id, "product", -1, -1},           {Role::order_id, "client", -1, -1},
    {Role::currency, "currency", 1.2, 0.7},        {Role::currency, "moneda", 1.2, 0.7},
    {Role::currency, "divisa", 1.2, 0.7},          {Role::currency, "currency code", 1.2, 0.9},
    {Role::refund, "refunded amount", 1.2, 0.9},   {Role::refund, "amount refunded", 1.2, 0.9},
    {Role::refund, "refund amount", 1.2, 0.9},     {Role::refund, "total refunded", 1.2, 0.9},
    {Role::refund, "refund", 1.1, 0.6},            {Role::refund, "refunds", 1.1, 0.6},
    {Role::refund, "refunded", 1.0, 0.6},          {Role::refund, "reembolso", 1.1, 0.6},
    {Role::refund, "reembolsos", 1.1, 0.6},        {Role::refund, "reembolsado", 1.0, 0.6},
    {Role::refund, "importe reembolsado", 1.2, 0.9}, {Role::refund, "devolucion", 1.1, 0.6},
    {Role::refund, "devoluciones", 1.1, 0.6},      {Role::refund, "importe devuelto", 1.2, 0.9},
    {Role::refund, "date", -1, -1},                {Role::refund, "id", -1, -1},
    {Role::refund, "reason", -1, -1},              {Role::refund, "fecha", -1, -1},
    {Role::cost, "cost", 1.1, 0.5},                {Role::cost, "cost of goods", 1.2, 0.9},
    {Role::cost, "coste", 1.1, 0.5},               {Role::cost, "costo", 1.1, 0.5},
    {Role::cost, "costs", 1.1, 0.5},               {Role::cost, "costes", 1.1, 0.5},
    {Role::cost, "costos", 1.1, 0.5},              {Role::cost, "cogs", 1.2, 0.9},
    {Role::cost, "coste de la mercancia", 1.2, 0.9}, {Role::cost, "costo de la mercancia", 1.2, 0.9},
    {Role::cost, "coste de lo vendido", 1.2, 0.9}, {Role::cost, "coste de ventas", 1.2, 0.9},
    {Role::cost, "costo de ventas", 1.2, 0.9},     {Role::cost, "precio de coste", 1.2, 0.9},
    {Role::cost, "precio de costo", 1.2, 0.9},     {Role::cost, "cost price", 1.2, 0.9},
    {Role::cost, "shipping", -1, -1},              {Role::cost, "delivery", -1, -1},
    {Role::cost, "envio", -1, -1},                 {Role::cost, "center", -1, -1},
    {Role::cost, "centre", -1, -1},                {Role::cost, "centro", -1, -1},
    {Role::cost, "acquisition", -1, -1},           {Role::cost, "adquisicion", -1, -1},
    {Role::channel, "channel", 1.2, 0.7},          {Role::channel, "canal", 1.2, 0.7},
    {Role::channel, "source", 0.8, 0.4},           {Role::channel, "via", 0.8, 0.4},
    {Role::channel, "medium", 0.7, 0.4},           {Role::channel, "origen", 0.8, 0.4},
    {Role::channel, "platform", 0.7, 0.4},         {Role::channel, "plataforma", 0.7, 0.4},
    {Role::channel, "utm source", 1.1, 0.9},       {Role::channel, "utm medium", 0.9, 0.7},
    {Role::channel, "marketing channel", 1.3, 1}, {Role::channel, "acquisition channel", 1.3, 1},
    {Role::channel, "traffic source", 1.1, 0.8},   {Role::channel, "lead source", 1.1, 0.8},
    {Role::channel, "fuente", 0.8, 0.4},           {Role::channel, "medio", 0.7, 0.4},
    {Role::channel, "canal de adquisicion", 1.3, 1}, {Role::channel, "canal de marketing", 1.3, 1},
    {Role::channel, "fuente de trafico", 1.1, 0.8}, {Role::channel, "como nos conociste", 1.2, 1},
    {Role::channel, "como nos conocio", 1.2, 1}, {Role::channel, "how did you hear", 1.2, 1},
    {Role::channel, "how did you find us", 1.2, 1}, {Role::channel, "heard about us", 1.2, 1},
    {Role::channel, "payment", -1, -1},            {Role::channel, "pago", -1, -1},
    {Role::channel, "shipping", -1, -1},           {Role::channel, "envio", -1, -1},
    {Role::channel, "country", -1, -1},            {Role::channel, "pais", -1, -1},
    {Role::channel, "sales channel", -0.2, -0.2},  {Role::channel, "canal de venta", -0.2, -0.2},
    {Role::product, "product", 1.1, 0.6},          {Role::product, "producto", 1.1, 0.6},
    {Role::product, "item", 0.8, 0.5},             {Role::product, "sku", 0.8, 0.5},
    {Role::end, "end", 1.1, 0.5},                  {Role::end, "end date", 1.2, 0.9},
    {Role::end, "ended", 1.1, 0.7},                {Role::end, "ended at", 1.2, 0.9},
    {Role::end, "closed", 1.1, 0.7},               {Role::end, "closed at", 1.2, 0.9},
    {Role::end, "resolved", 1.0, 0.7},             {Role::end, "solved at", 1.1, 0.8},
    {Role::end, "cancelled at", 1.1, 0.8},         {Role::end, "canceled at", 1.1, 0.8},
    {Role::end, "fin", 1.1, 0.7},                  {Role::end, "fecha de fin", 1.2, 0.9},
    {Role::end, "cierre", 1.1, 0.7},               {Role::end, "cerrado", 1.1, 0.7},
    {Role::end, "cancelacion", 1.0, 0.7},          {Role::end, "baja", 1.0, 0.7},
    {Role::score, "score", 1.2, 0.8},              {Role::score, "nps", 1.2, 0.8},
    {Role::score, "rating", 1.2, 0.7},             {Role::score, "csat", 1.2, 0.8},
    {Role::score, "ces", 1.2, 0.8},                {Role::score, "satisfaction", 1.1, 0.6},
    {Role::score, "recommend", 1.1, 0.9},          {Role::score, "likely", 0.9, 0.7},
    {Role::score, "puntuacion", 1.2, 0.8},         {Role::score, "nota", 1.1, 0.4},
    {Role::score, "calificacion", 1.2, 0.7},       {Role::score, "valoracion", 1.2, 0.7},
    {Role::score, "satisfaccion", 1.1, 0.6},       {Role::score, "recomendar", 1.1, 0.9},
    {Role::score, "recomendarias", 1.1, 0.9},      {Role::score, "recomendaria", 1.1, 0.9},
    {Role::score, "probable", 0.9, 0.7},          {Role::score, "probabilidad", 1.0, 0.8},
    {Role::score, "recomiende", 1.1, 0.9},         {Role::score, "recomendarnos", 1.1, 0.9},           {Role::score, "easy", 0.8, 0.7},
    {Role::score, "effort", 0.9, 0.7},             {Role::score, "esfuerzo", 0.9, 0.7},
    {Role::score, "facil", 0.8, 0.7},              {Role::score, "why", -1, -1},
    {Role::score, "comment", -1, -1},              {Role::score, "comentario", -1, -1},
    {Role::score, "reason", -1, -1},               {Role::score, "group", -0.6, -0.6},
    {Role::score, "id", -1, -0.9},                 {Role::score, "date", -1, -0.9},
    {Role::score, "optimization", -1, -1},         {Role::score, "max", -0.5, -0.5},
    {Role::comment, "comment", 1.2, 0.8},          {Role::comment, "comments", 1.2, 0.8},
    {Role::comment, "comentario", 1.2, 0.8},       {Role::comment, "comentarios", 1.2, 0.8},
    {Role::comment, "feedback", 1.0, 0.6},         {Role::comment, "why", 0.8, 0.6},
    {Role::plan, "plan", 1.2, 0.7},                {Role::plan, "tariff", 1.0, 0.7},
    {Role::plan, "tarifa", 1.0, 0.7},              {Role::plan, "subscription", 0.6, 0.4},
    {Role::topic, "topic", 1.2, 0.8},              {Role::topic, "category", 0.9, 0.6},
    {Role::topic, "subject", 0.7, 0.4},            {Role::topic, "tema", 1.2, 0.8},
    {Role::topic, "motivo", 1.2, 0.8},             {Role::topic, "asunto", 0.8, 0.5},
    {Role::topic, "categoria", 0.9, 0.6},          {Role::type, "type", 1.1, 0.6},
    {Role::type, "event", 1.2, 0.7},               {Role::type, "evento", 1.2, 0.7},
    {Role::type, "tipo", 1.1, 0.6},                {Role::type, "event name", 1.2, 0.9},
    {Role::campaign, "campaign", 1.2, 0.8},        {Role::campaign, "campaign name", 1.2, 0.9},
    {Role::campaign, "campana", 1.2, 0.8},         {Role::campaign, "status", -0.8, -0.8},
    {Role::campaign, "estado", -0.8, -0.8},        {Role::campaign, "type", -0.6, -0.6},
    {Role::agent, "agent", 1.2, 0.7},              {Role::agent, "assignee", 1.1, 0.7},
    {Role::agent, "agente", 1.2, 0.7},             {Role::record_id, "ticket id", 1.2, 0.9},
    {Role::record_id, "ticket", 1.0, 0.5},         {Role::record_id, "response id", 1.2, 0.9},
    {Role::record_id, "responseid", 1.2, 0.9},     {Role::record_id, "subscription id", 1.2, 0.9},
    {Role::record_id, "id", 0.6, 0.2},             {Role::record_id, "case id", 1.1, 0.8},
    {Role::record_id, "customer", -1, -1},         {Role::record_id, "cliente", -1, -1},
    {Role::record_id, "user", -1, -1},             {Role::record_id, "email", -1, -1},
    {Role::orders_count, "orders", 1.2, 0.6},      {Role::orders_count, "total orders", 1.2, 0.9},
    {Role::orders_count, "orders count", 1.2, 0.9}, {Role::orders_count, "number of orders", 1.2, 0.9},
    {Role::orders_count, "payment count", 1.1, 0.9}, {Role::orders_count, "pedidos", 1.2, 0.6},
    {Role::orders_count, "numero de pedidos", 1.2, 0.9}, {Role::new_customers, "new customers", 1.2, 0.9},
    {Role::new_customers, "clientes nuevos", 1.2, 0.9}, {Role::new_customers, "nuevos clientes", 1.2, 0.9},
    {Role::new_customers, "new users", 1.1, 0.9},  {Role::new_customers, "altas", 1.0, 0.7},
    {Role::new_customers, "conversions", 0.8, 0.5}, {Role::new_customers, "conversiones", 0.8, 0.5},
    {Role::new_customers, "cost", -1, -1},         {Role::new_customers, "rate", -1, -1},
    {Role::handle_seconds, "handle seconds", 1.2, 0.9}, {Role::handle_seconds, "handle time", 1.1, 0.9},
    {Role::handle_seconds, "duration", 0.9, 0.6},  {Role::handle_seconds, "segundos", 1.0, 0.7},
    {Role::handle_seconds, "duracion", 0.9, 0.6},  {Role::reopened, "reopened", 1.2, 0.8},
    {Role::interval, "interval", 1.2, 0.9},        {Role::interval, "billing interval", 1.2, 0.9},
    {Role::interval, "plan interval", 1.2, 0.9},   {Role::interval, "billing period", 1.2, 0.9},
    {Role::interval, "billing cycle", 1.2, 0.9},   {Role::interval, "billing frequency", 1.2, 0.9},
    {Role::interval, "periodicidad", 1.2, 0.9},    {Role::interval, "frecuencia de pago", 1.2, 0.9},
    {Role::interval, "frecuencia de facturacion", 1.2, 0.9}, {Role::interval, "periodo de facturacion", 1.2, 0.9},
    {Role::interval, "intervalo", 1.2, 0.9},       {Role::interval, "count", -1.2, -1.2},
    {Role::interval_count, "interval count", 1.2, 1.1}, {Role::interval_count, "intervals", 0.8, 0.6},
    {Role::interval, "start", -1.2, -1.2},         {Role::interval, "end", -1.2, -1.2},
    {Role::interval, "inicio", -1.2, -1.2},        {Role::interval, "fin", -1.2, -1.2},
    {Role::reopened, "reopens", 1.2, 0.8},         {Role::reopened, "reabierto", 1.2, 0.8},
    {Role::reopened, "reaperturas", 1.2, 0.8},
    {Role::date, "opened", 1.0, 0.6},              {Role::date, "opened at", 1.1, 0.8},
    {Role::date, "abierto", 1.0, 0.6},             {Role::date, "apertura", 1.0, 0.7},
    {Role::date, "start", 0.9, 0.4},               {Role::date, "start date", 1.1, 0.8},
    {Role::date, "started", 0.9, 0.6},             {Role::date, "inicio", 0.9, 0.5},
    {Role::date, "alta", 0.8, 0.4},                {Role::date, "end", -0.6, -0.5},
    {Role::date, "closed", -0.6, -0.6},            {Role::date, "fin", -0.6, -0.5},
    {Role::date, "cierre", -0.6, -0.6},            {Role::date, "month", 0.7, 0.3},
    {Role::date, "mes", 0.7, 0.3},                 {Role::date, "week", 0.7, 0.3},
    {Role::date, "semana", 0.7, 0.3},              {Role::date, "period", 0.7, 0.3},
    {Role::date, "periodo", 0.7, 0.3},
    {Role::date, "resolved", -0.6, -0.6},          {Role::date, "solved", -0.6, -0.6},
    {Role::amount, "spent", 1.0, 0.7},             {Role::amount, "gasto", 1.1, 0.7},
    {Role::amount, "coste", 0.4, 0.3},             {Role::amount, "costo", 0.4, 0.3},
    {Role::amount, "cost price", -0.8, -0.8},      {Role::amount, "precio de coste", -0.8, -0.8},
    {Role::amount, "precio de costo", -0.8, -0.8}, {Role::amount, "cogs", -0.8, -0.8},
    {Role::amount, "coste de la mercancia", -0.8, -0.8}, {Role::amount, "costo de la mercancia", -0.8, -0.8},
    {Role::amount, "inversion", 1.1, 0.7},         {Role::amount, "mrr", 1.1, 0.7},
    {Role::amount, "monthly amount", 1.2, 0.9},    {Role::amount, "cuota", 1.0, 0.6},
    {Role::amount, "score", -0.8, -0.8},           {Role::amount, "puntuacion", -0.8, -0.8},
    {Role::amount, "seconds", -1, -1},             {Role::amount, "segundos", -1, -1},
    {Role::amount, "orders", -0.6, -0.4},          {Role::amount, "count", -0.8, -0.8},
    {Role::amount, "subtotal", 0.7, 0.45},         {Role::amount, "extended price", 1.1, 0.8},
    {Role::amount, "unitario", -0.3, -0.3},
    {Role::amount, "units", -1, -0.9},             {Role::amount, "unidades", -1, -0.9},
    {Role::quantity, "quantity", 1.2, 0.8},        {Role::quantity, "qty", 1.2, 0.8},
    {Role::quantity, "cantidad", 1.2, 0.8},        {Role::quantity, "cant", 1.1, 0.7},
    {Role::quantity, "units", 1.1, 0.6},           {Role::quantity, "unidades", 1.1, 0.6},
    {Role::quantity, "uds", 1.1, 0.6},             {Role::quantity, "pieces", 1.1, 0.6},
    {Role::quantity, "piezas", 1.1, 0.6},          {Role::quantity, "pcs", 1.1, 0.6},
    {Role::quantity, "number of items", 1.1, 0.8}, {Role::quantity, "item count", 1.0, 0.7},
    {Role::quantity, "quantityordered", 1.2, 0.8}, {Role::quantity, "items", 0.7, 0.3},
    {Role::quantity, "menge", 1.1, 0.6},           {Role::quantity, "anzahl", 1.0, 0.5},
    {Role::quantity, "quantite", 1.2, 0.8},        {Role::quantity, "qte", 1.1, 0.7},
    {Role::quantity, "quantita", 1.2, 0.8},        {Role::quantity, "quantidade", 1.2, 0.8},
    {Role::quantity, "qtd", 1.1, 0.7},             {Role::quantity, "aantal", 1.1, 0.6},
    {Role::quantity, "stuck", 1.0, 0.4},           {Role::quantity, "number of units", 1.2, 0.9},
    {Role::quantity, "price", -1, -1},             {Role::quantity, "precio", -1, -1},
    {Role::quantity, "cost", -1, -1},              {Role::quantity, "discount", -1, -1},
    {Role::quantity, "date", -1, -1},              {Role::quantity, "id", -1, -1},
    {Role::quantity, "per", -1, -1},               {Role::quantity, "stock", -1, -1},
    {Role::quantity, "available", -1, -1},         {Role::quantity, "refunded", -1, -1},
    {Role::quantity, "returned", -1, -1},          {Role::quantity, "cancelled", -1, -1},
    {Role::quantity, "canceled", -1, -1},          {Role::quantity, "shipped", -0.5, -0.5},
    {Role::quantity, "fulfilled", -0.5, -0.5},     {Role::quantity, "reembolsada", -1, -1},
    {Role::quantity, "devuelta", -1, -1},          {Role::product, "quantity", -1, -1},
    {Role::product, "qty", -1, -1},                {Role::product, "cantidad", -1, -1},
    {Role::product, "count", -1, -1},              {Role::product, "price", -1, -1},
    {Role::product, "precio", -1, -1},             {Role::order_id, "quantity", -1, -1},
    {Role::order_id, "qty", -1, -1},               {Role::order_id, "cantidad", -1, -1},
    {Role::order_id, "price", -1, -1},             {Role::order_id, "precio", -1, -1},
    // What is kept of a customer's first order.
    {Role::country, "country", 1.2, 0.7}, {Role::country, "billing country", 1.3, 1},
    {Role::country, "customer country", 1.3, 1}, {Role::country, "shipping country", 1.1, 0.8},
    {Role::country, "country code", 1.1, 0.8}, {Role::country, "pais", 1.2, 0.7},
    {Role::country, "pais de facturacion", 1.3, 1}, {Role::country, "pais del cliente", 1.3, 1},
    {Role::country, "pais de envio", 1.1, 0.8}, {Role::country, "origin", -1, -1},
    {Role::country, "origen", -1, -1}, {Role::country, "card", -0.5, -0.5},
    {Role::country, "phone", -1, -1}, {Role::country, "currency", -1, -1},
    {Role::plan, "plan name", 1.3, 1}, {Role::plan, "subscription plan", 1.3, 1},
    {Role::plan, "membership", 0.8, 0.6}, {Role::plan, "membresia", 0.8, 0.6},
    {Role::plan, "suscripcion", 0.6, 0.4}, {Role::plan, "nombre del plan", 1.3, 1},
    {Role::plan, "id", -0.25, -0.25}, {Role::plan, "status", -0.8, -0.8},
    {Role::plan, "estado", -0.8, -0.8}, {Role::plan, "date", -0.8, -0.8},
    {Role::plan, "fecha", -0.8, -0.8}, {Role::plan, "amount", -0.8, -0.8},
    {Role::plan, "importe", -0.8, -0.8}, {Role::plan, "price", -0.8, -0.8},
    {Role::plan, "precio", -0.8, -0.8}, {Role::plan, "interval", -0.8, -0.8},
    {Role::agent, "sales rep", 1.3, 1}, {Role::agent, "rep", 1.1, 0.7},
    {Role::agent, "sales representative", 1.3, 1}, {Role::agent, "account manager", 1.3, 1},
    {Role::agent, "account owner", 1.3, 1}, {Role::agent, "deal owner", 1.3, 1},
    {Role::agent, "opportunity owner", 1.3, 1}, {Role::agent, "contact owner", 1.2, 0.9},
    {Role::agent, "owner", 0.9, 0.5}, {Role::agent, "salesperson", 1.3, 1},
    {Role::agent, "sales person", 1.3, 1}, {Role::agent, "vendedor", 1.2, 0.8},
    {Role::agent, "vendedora", 1.2, 0.8}, {Role::agent, "comercial", 0.8, 0.5},
    {Role::agent, "representante", 1.2, 0.8}, {Role::agent, "ejecutivo de cuenta", 1.3, 1},
    {Role::agent, "gestor de cuenta", 1.3, 1}, {Role::agent, "propietario", 0.9, 0.5},
    {Role::agent, "asesor", 0.9, 0.6}, {Role::agent, "nombre comercial", -1, -1},
    {Role::agent, "user agent", -2, -2}, {Role::referred_by, "referred by", 1.3, 1.1},
    {Role::referred_by, "referrer", 1.2, 0.8}, {Role::referred_by, "referral customer", 1.2, 1},
    {Role::referred_by, "referring customer", 1.3, 1.1}, {Role::referred_by, "recommended by", 1.3, 1.1},
    {Role::referred_by, "recommender", 1.2, 0.8}, {Role::referred_by, "invited by", 1.1, 0.9},
    {Role::referred_by, "recomendado por", 1.3, 1.1}, {Role::referred_by, "recomendada por", 1.3, 1.1},
    {Role::referred_by, "referido por", 1.3, 1.1}, {Role::referred_by, "referida por", 1.3, 1.1},
    {Role::referred_by, "invitado por", 1.1, 0.9}, {Role::referred_by, "cliente que recomienda", 1.3, 1.1},
    {Role::referred_by, "recomendador", 1.2, 0.8}, {Role::referred_by, "code", -2, -2},
    {Role::referred_by, "codigo", -2, -2}, {Role::referred_by, "url", -2, -2},
    {Role::referred_by, "date", -2, -2}, {Role::referred_by, "fecha", -2, -2},
    {Role::customer, "referrer", -2, -2}, {Role::customer, "referred by", -2, -2},
    {Role::customer, "referral customer", -2, -2}, {Role::customer, "referring customer", -2, -2},
    {Role::customer, "recommended by", -2, -2}, {Role::customer, "recommender", -2, -2},
    {Role::customer, "invited by", -2, -2}, {Role::customer, "recomendado por", -2, -2},
    {Role::customer, "recomendada por", -2, -2}, {Role::customer, "referido por", -2, -2},
    {Role::customer, "referida por", -2, -2}, {Role::customer, "invitado por", -2, -2},
    {Role::customer, "cliente que recomienda", -2, -2}, {Role::customer, "recomendador", -2, -2},
    {Role::customer, "account owner", -1, -1}, {Role::customer, "deal owner", -1, -1},
    {Role::customer, "opportunity owner", -1, -1}, {Role::customer, "contact owner", -1, -1},
    {Role::customer, "sales rep", -1, -1}, {Role::customer, "sales representative", -1, -1},
    {Role::customer, "account manager", -1, -1}, {Role::customer, "salesperson", -1, -1},
    {Role::customer, "sales person", -1, -1}, {Role::customer, "vendedor", -1, -1},
    {Role::customer, "vendedora", -1, -1}};

/// Words of a price, and those by which it is the price of one piece, or the sum of a row or an order.
constexpr std::string_view price_words[] = {"price", "prices", "precio", "precios", "prix", "preis", "preco", "prezzo", "prijs", "pvp"};
constexpr std::string_view money_words[] = {"amount", "value", "importe", "valor", "monto"};
constexpr std::string_view piece_words[] = {"unit", "unitario", "unitaria", "unidad", "unidade", "unitaire", "unite", "unita", "each", "piece", "pieza",
                                            "per item", "por articulo", "por producto", "stuck"};
constexpr std::string_view piece_prices[] = {"unitprice", "priceeach", "priceperunit", "priceperitem", "preciounitario", "einzelpreis", "stuckpreis",
                                             "stukprijs", "eenheidsprijs"};
constexpr std::string_view sum_words[] = {"total", "totals", "totale", "subtotal", "sum", "suma", "extended", "gesamt"};
constexpr std::string_view order_words[] = {"order", "pedido", "invoice", "factura"};

/// Whether `words` stands in `text` between word edges.
bool has_words(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const bool starts = at == 0 || text[at - 1] == ' ';
    const bool ends = at + phrase.size() == text.size() || text[at + phrase.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

/// A header folded as it stands, and with blanks where capitals begin its words: "unitprice" and "unit price" of UnitPrice.
class Folded {
 public:
  explicit Folded(std::string_view header) : joined_(folded(header)) {
    std::string apart;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const bool begins_word = i > 0 && header[i] >= 'A' && header[i] <= 'Z' && header[i - 1] >= 'a' && header[i - 1] <= 'z';
      if (begins_word) apart += ' ';
      apart += header[i];
    }
    apart_ = folded(apart);
  }
  bool is(std::string_view text) const { return joined_ == text || apart_ == text; }
  bool has(std::string_view words_of_it) const { return has_words(joined_, words_of_it) || has_words(apart_, words_of_it); }
  bool has_any(std::span<const std::string_view> list) const {
    return std::ranges::any_of(list, [this](std::string_view text) { return has(text); });
  }

 private:
  std::string joined_, apart_;
};

}  // namespace

double header_score(Role role, std::string_view header) {
  const Folded text(header);
  double best = 0, worst = 0;
  for (const Word& word : words) {
    if (word.role != role) continue;
    const double score = text.is(word.text) ? word.whole : text.has(word.text) ? word.inside : 0;
    best = score > best ? score : best;
    worst = score < worst ? score : worst;
  }
  return best + worst;
}

PriceOf price_of(std::string_view header) {
  const Folded text(header);
  if (text.has_any(sum_words)) return PriceOf::row;
  const bool price = text.has_any(price_words);
  if (text.has_any(piece_prices) || ((price || text.has_any(money_words)) && text.has_any(piece_words))) return PriceOf::piece;
  return price && !text.has_any(order_words) ? PriceOf::unclear : PriceOf::row;
}

bool names_a_sum(std::string_view header) { return Folded(header).has_any(sum_words); }
bool names_a_piece(std::string_view header) { return Folded(header).has_any(piece_words); }

bool names_fees(std::string_view header) {
  static constexpr std::string_view fee_words[] = {"fee", "fees", "comision", "comisiones", "tarifa", "tarifas"};
  return Folded(header).has_any(fee_words);
}

bool names_place_of_sale(std::string_view header) {
  static constexpr std::string_view place_words[] = {"sales channel", "source name", "order source", "point of sale", "pos", "purchase point", "marketplace",
                                                     "canal de venta", "canal de ventas", "punto de venta", "origen del pedido"};
  return Folded(header).has_any(place_words);
}

double kind_score(RecordKind kind, std::string_view header) {
  struct Telling {
    RecordKind kind;
    std::string_view words[16];
  };
  using enum RecordKind;
  static constexpr Telling telling[] = {
      {customers, {"total spent", "total spend", "orders count", "total orders", "lifetime value", "payment count", "gasto total", "numero de pedidos", "customer since"}},
      {subscriptions, {"subscription", "plan", "mrr", "monthly amount", "start date", "suscripcion", "cuota", "fecha de fin", "fecha de inicio", "fecha de alta", "renewal", "end date"}},
      {responses, {"score", "nps", "csat", "ces", "rating", "puntuacion", "valoracion", "calificacion", "recommend", "recomendar", "survey", "encuesta",
                   "satisfaction", "satisfaccion", "effort", "esfuerzo"}},
      {contacts, {"ticket", "opened", "closed", "agent", "assignee", "topic", "handle seconds", "reopened", "abierto", "agente", "motivo", "cerrado"}},
      {spend, {"spend", "spent", "campaign", "cost", "impressions", "clicks", "gasto", "inversion", "campana", "coste", "costo", "ad"}},
      {events, {"event", "event name", "evento", "event type", "tipo de evento", "type", "tipo"}},
      {traffic, {"new users", "sessions", "active users", "visits", "usuarios nuevos", "sesiones", "visitas"}}};
  const Folded text(header);
  for (const Telling& each : telling) {
    if (each.kind != kind) continue;
    for (std::string_view word : each.words)
      if (!word.empty() && text.has(word)) return 1;
  }
  return 0;
}

bool is_income(std::string_view header) {
  static constexpr std::string_view income_words[] = {"revenue", "revenues", "sales", "income", "turnover", "orders", "ingreso", "ingresos", "venta", "ventas", "facturacion", "pedidos", "value", "valor"};
  return Folded(header).has_any(income_words);
}

bool changes_value(std::string_view header) {
  const Folded text(header);
  for (std::string_view word : {"refunded", "refund", "refunds", "cancelled", "canceled", "cancellation", "voided", "status", "financial status", "payment status",
                                "returned", "returns", "devuelto", "devolucion", "devoluciones", "reembolso", "reembolsos", "reembolsado", "cancelado", "cancelacion",
                                "anulado", "estado"})
    if (text.has(word)) return true;
  return false;
}

}  // namespace lifeworth
