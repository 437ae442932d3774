#include "schema/header_words.h"

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
    {Role::amount, "unit", -0.3, -0.3},            {Role::amount, "cost", -0.4, -0.4},
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
    {Role::currency, "divisa", 1.2, 0.7},          {Role::currency, "currency code", 1.2, 0.9}};

/// Whether `words` stands in `text` between word edges.
bool has_words(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const bool starts = at == 0 || text[at - 1] == ' ';
    const bool ends = at + phrase.size() == text.size() || text[at + phrase.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

}  // namespace

double header_score(Role role, std::string_view header) {
  const std::string text = folded(header);
  double best = 0, worst = 0;
  for (const Word& word : words) {
    if (word.role != role) continue;
    const double score = text == word.text ? word.whole : has_words(text, word.text) ? word.inside : 0;
    best = score > best ? score : best;
    worst = score < worst ? score : worst;
  }
  return best + worst;
}

bool changes_value(std::string_view header) {
  const std::string text = folded(header);
  for (std::string_view word : {"refunded", "refund", "refunds", "cancelled", "canceled", "cancellation", "voided", "status", "financial status", "payment status",
                                "returned", "returns", "devuelto", "devolucion", "devoluciones", "reembolso", "reembolsos", "reembolsado", "cancelado", "cancelacion",
                                "anulado", "estado"})
    if (has_words(text, word)) return true;
  return false;
}

}  // namespace lifeworth
