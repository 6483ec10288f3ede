/**
 * TPC-H: data, the 22 queries, refresh functions, power and throughput tests. Data and the texts of the queries come
 * from Trino's generator (Apache-2.0), the latter adapted to MySQL's dialect.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-h_v3.0.1.pdf">TPC-H 3.0.1</a>
 * @see <a href="https://github.com/trinodb/tpch">io.trino.tpch</a>
 */
package dev.quintet.workload.tpch;
