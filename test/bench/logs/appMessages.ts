/**
 * What a ticket shop of several Java services says over a day: 128 kinds of messages with about the
 * frequencies such a system has, few of them common and most of them rare. See `readMessages`.
 */
export const appMessages = `
com.lantern.booking.SeatService
  INFO 900 Reserved seat {n:60} in row {n:40} of show {d:6} for visitor {d:7} in {n:120} ms
  INFO 640 Released seat {n:60} in row {n:40} of show {d:6}, hold of visitor {d:7} ran out
  DEBUG 420 Seat map of show {d:6} has version {n:9000}, {n:800} seats are free
  DEBUG 130 Merged {n:9} pending changes into seat map {d:6}
  WARN 40 Seat map of show {d:6} changed {n:9} times while visitor {d:7} was choosing
  ERROR 3 Seat {n:60} in row {n:40} of show {d:6} is held twice, by {d:7} and {d:7}
com.lantern.booking.BookingController
  INFO 1500 POST /api/v2/bookings from {ip} took {n:900} ms, status 201
  INFO 1200 GET /api/v2/shows/{d:6}/seats from {ip} took {n:300} ms, status 200
  INFO 400 GET /api/v2/bookings/{uuid} from {ip} took {n:200} ms, status 200
  INFO 90 DELETE /api/v2/bookings/{uuid} from {ip} took {n:400} ms, status 204
  WARN 60 POST /api/v2/bookings from {ip} took {n:900} ms, status 409
  WARN 25 Request body of {n:90000} bytes from {ip} is larger than usual
com.lantern.booking.BookingService
  INFO 700 Booking {uuid} of visitor {d:7} has {n:8} tickets, total {f:900} EUR
  INFO 310 Booking {uuid} was confirmed {n:3000} ms after it was begun
  INFO 55 Booking {uuid} was cancelled by its visitor
  WARN 18 Booking {uuid} waits for its payment since {n:900} s
  WARN 6 Booking {uuid} was confirmed without an invoice, it will be sent later
  ERROR 2 Booking {uuid} can't be confirmed: its show {d:6} was withdrawn
com.lantern.payment.PaymentClient
  INFO 620 Payment {d:12} over {f:900} EUR was accepted by provider {of:northpay|cardline|girohub} in {n:1500} ms
  INFO 70 Payment {d:12} was declined by provider {of:northpay|cardline|girohub}: code {n:99}
  DEBUG 300 Signed request {x:16} for provider {of:northpay|cardline|girohub} with key {x:8}
  WARN 30 Provider {of:northpay|cardline|girohub} answered after {d:4} ms, attempt {n:3} of 3
  WARN 9 Provider {of:northpay|cardline|girohub} answered with status 50{n:4}, payment {d:12} is tried again
  ERROR 3 Payment {d:12} failed after 3 attempts
com.lantern.payment.RefundJob
  INFO 45 Refunded {f:400} EUR of payment {d:12}
  INFO 12 Refund run {n:9000} looked at {n:4000} payments in {n:9000} ms
  WARN 4 Refund of payment {d:12} waits for approval by a person
com.lantern.payment.LedgerWriter
  DEBUG 240 Appended entry {d:10} to ledger {of:a|b|c|d}, balance {f:90000}
  INFO 30 Closed ledger page {n:9000} with {n:500} entries, checksum {x:16}
  ERROR 1 Ledger page {n:9000} has checksum {x:16}, expected {x:16}
com.lantern.catalog.ShowRepository
  DEBUG 520 select from shows where id={d:6} took {n:40} ms, {n:3} rows
  DEBUG 260 select from venues where city={of:lisbon|oslo|graz|turin|ghent} took {n:60} ms, {n:90} rows
  INFO 35 Loaded {n:900} shows of season {n:40} in {n:4000} ms
  WARN 20 Slow query: select from shows join prices where show_id={d:6} took {d:4} ms
  WARN 2 Show {d:6} has no price for category {of:a|b|c|d}
com.lantern.catalog.PriceCache
  DEBUG 800 Hit for key price:{d:6}:{n:5}, age {n:600} s
  DEBUG 210 Miss for key price:{d:6}:{n:5}, loaded in {n:50} ms
  INFO 22 Evicted {n:4000} entries of {n:40000}, hit ratio {f:100}
  WARN 3 Entry price:{d:6}:{n:5} is {n:900} s older than its source
com.lantern.catalog.SearchIndex
  INFO 160 Search for {n:6} words found {n:900} shows in {n:80} ms
  INFO 8 Index {x:8} was rebuilt: {n:90000} documents, {n:900} MB, {n:90} s
  DEBUG 90 Segment {x:6} was merged with {n:9} others
  WARN 3 Query of {n:40} words was cut to 20
com.lantern.mail.MailSender
  INFO 280 Sent mail {x:20} to visitor {d:7} by way of {ip}
  INFO 60 Queued mail {x:20} for visitor {d:7}, {n:400} in the queue
  WARN 14 Mail {x:20} was refused with 45{n:9}, next attempt in {n:900} s
  ERROR 2 Mail {x:20} can't be delivered: mailbox of visitor {d:7} does not exist
com.lantern.mail.TemplateRenderer
  DEBUG 150 Rendered template {of:ticket|invoice|reminder|refund} in {n:90} ms, {n:90000} bytes
  WARN 4 Template {of:ticket|invoice|reminder|refund} has no text for locale {of:pt|nn|it|nl}
com.lantern.gateway.RateLimiter
  DEBUG 330 Client {ip} used {n:90} of 100 requests in this minute
  WARN 35 Client {ip} was slowed down: {n:900} requests in this minute
  INFO 9 Limits were reloaded, {n:40} rules
com.lantern.gateway.SessionFilter
  INFO 380 Visitor {d:7} signed in from {ip}, session {x:24}
  INFO 190 Session {x:24} of visitor {d:7} ended after {n:9000} s
  DEBUG 270 Session {x:24} was renewed, it ends in {n:1800} s
  WARN 22 Visitor {d:7} gave a wrong password from {ip}, attempt {n:5}
  WARN 3 Session {x:24} is used from {ip} and {ip}
com.lantern.gateway.RouteTable
  INFO 4 Route /api/v2/{of:shows|bookings|visitors|prices} leads to {n:6} instances
  WARN 6 Instance {ip}:{d:4} of {of:catalog|booking|payment|mail} did not answer its health check
  INFO 6 Instance {ip}:{d:4} of {of:catalog|booking|payment|mail} is healthy again after {n:90} s
com.lantern.visitor.ProfileService
  INFO 120 Visitor {d:7} changed {of:address|name|language|newsletter} in profile version {n:90}
  DEBUG 200 Profile of visitor {d:7} was read from replica {n:3}
  INFO 3 Visitor {d:7} asked for a copy of their data, request {uuid}
  WARN 2 Profile of visitor {d:7} has {n:9} unknown fields
com.lantern.report.SalesReport
  INFO 10 Wrote sales report {of:daily|hourly|weekly}-{d:8}.csv, {n:90000} rows
  DEBUG 25 Summed {n:9000} bookings of venue {n:400} in {n:900} ms
  WARN 1 Sales report {of:daily|hourly|weekly} is {n:900} s late
org.hearth.pool.ConnectionPool
  DEBUG 350 pool main: total {n:50}, active {n:40}, idle {n:20}, waiting {n:3}
  DEBUG 60 pool main: added connection {x:8}
  DEBUG 55 pool main: closed connection {x:8}, it was {n:1800} s old
  WARN 5 pool main: connection {x:8} was held for {d:5} ms by thread worker-{n:64}
  ERROR 1 pool main: no connection within 30000 ms (total 50, active 50, waiting {n:90})
org.hearth.sql.StatementCache
  DEBUG 110 Prepared statement {x:12} in {n:30} ms
  DEBUG 45 Dropped statement {x:12}, used {n:9000} times
org.hearth.tx.TransactionManager
  DEBUG 390 Committed transaction {d:9} after {n:200} ms with {n:12} statements
  INFO 12 Rolled back transaction {d:9} on request of its caller
  WARN 8 Transaction {d:9} took {d:4} ms
  ERROR 1 Transaction {d:9} was chosen as victim of a deadlock with {d:9}
org.millrace.broker.Consumer
  INFO 260 Consumed {n:500} messages of topic {of:bookings|payments|mails|audits}-{n:12} up to offset {d:9}
  DEBUG 180 Polled topic {of:bookings|payments|mails|audits}-{n:12}: {n:500} messages in {n:90} ms
  WARN 11 Lag of topic {of:bookings|payments|mails|audits}-{n:12} is {n:90000} messages
  INFO 7 Group orders-{n:4} was rebalanced, generation {n:9000}, {n:12} partitions are ours
  WARN 2 Heartbeat of group orders-{n:4} was {n:9000} ms late
org.millrace.broker.Producer
  INFO 300 Published event {uuid} to topic {of:bookings|payments|mails|audits}-{n:12}
  DEBUG 95 Batch of {n:200} events, {n:90000} bytes, was acknowledged in {n:60} ms
  WARN 5 Event {uuid} was sent again, attempt {n:5}
  ERROR 1 Event {uuid} was given up after {n:9} attempts
org.millrace.broker.Metadata
  INFO 5 Cluster {x:12} has leader {n:5} since epoch {n:900}
  DEBUG 20 Metadata version {n:90000} was fetched from node {n:5} in {n:40} ms
org.copperline.http.Server
  DEBUG 240 Connection {d:8} from {ip}:{d:5} was opened
  DEBUG 235 Connection {d:8} from {ip}:{d:5} was closed after {n:90} requests
  WARN 7 Connection {d:8} from {ip}:{d:5} was reset while {n:90000} bytes were written
  INFO 3 Accept queue has {n:100} of 128 entries
org.copperline.http.TlsContext
  DEBUG 100 Handshake with {ip} took {n:90} ms, cipher suite {x:4}
  WARN 4 Handshake with {ip} failed: no cipher suite in common
  INFO 1 Certificate {x:16} is valid for {n:90} more days
org.copperline.client.CircuitBreaker
  INFO 3 Breaker {of:northpay|cardline|girohub} is closed again after {n:300} s
  WARN 3 Breaker {of:northpay|cardline|girohub} is open: {n:60} of 100 calls failed
  DEBUG 70 Breaker {of:northpay|cardline|girohub} counted {n:100} calls, {n:5} failed
org.copperline.client.Retry
  WARN 28 Attempt {n:3} of 3 for GET /rates/{of:eur|nok|chf} after {n:900} ms
  DEBUG 40 Call {uuid} succeeded at attempt {n:3}
com.lantern.platform.GarbageCollector
  INFO 60 Pause young {n:9000} took {f:60} ms, heap {n:4000}M of 4096M
  INFO 6 Pause mixed {n:9000} took {f:200} ms, heap {n:4000}M of 4096M
  WARN 1 Pause full {n:90} took {f:2000} ms, heap {n:4000}M of 4096M
com.lantern.platform.Scheduler
  INFO 85 Job {of:cleanup|refund|report|reindex|warmup} started, run {n:90000}
  INFO 84 Job {of:cleanup|refund|report|reindex|warmup} ended after {n:90000} ms, run {n:90000}
  WARN 4 Job {of:cleanup|refund|report|reindex|warmup} was skipped, run {n:90000} is not over
  ERROR 1 Job {of:cleanup|refund|report|reindex|warmup} ended with code {n:9}, run {n:90000}
com.lantern.platform.Metrics
  DEBUG 140 Exported {n:4000} series to {ip}:{d:4} in {n:300} ms
  WARN 3 Export to {ip}:{d:4} took {d:4} ms
  INFO 18 Load {f:8}, {n:400} threads, {n:9000} open files
com.lantern.platform.Config
  INFO 2 Property {of:mail.batch|cache.size|search.limit|report.hour} is {n:900}
  WARN 1 Property legacy.{of:mode|path|limit} is ignored since version {n:9}.{n:9}
com.lantern.platform.Storage
  INFO 75 Stored object {x:32} of {n:90000} bytes in bucket tickets-{n:40}
  DEBUG 65 Fetched object {x:32} in {n:200} ms
  WARN 3 Object {x:32} was fetched at the second attempt
  ERROR 1 Object {x:32} is missing in bucket tickets-{n:40}
  INFO 2 Volume /data/{n:8} is {n:99} % full
com.lantern.platform.Tracing
  DEBUG 90 Sampled trace {x:32}, {n:60} spans
  DEBUG 15 Dropped {n:400} spans, the buffer was full
com.lantern.visitor.QueueService
  INFO 230 Visitor {d:7} waits at place {n:9000} for show {d:6}
  INFO 205 Visitor {d:7} was let in for show {d:6} after {n:900} s
  WARN 6 Queue of show {d:6} has {d:5} visitors
com.lantern.visitor.ConsentService
  INFO 50 Visitor {d:7} agreed to {n:4} of 4 purposes, version {n:12}
  DEBUG 42 Consent of visitor {d:7} is {n:300} days old
com.lantern.booking.TicketPrinter
  INFO 210 Printed ticket {x:10}-{x:6} of booking {uuid}, {n:900} KB
  WARN 3 Ticket {x:10}-{x:6} was printed again for booking {uuid}
  ERROR 1 Ticket {x:10}-{x:6} can't be printed: font {of:regular|bold} is missing
`;
