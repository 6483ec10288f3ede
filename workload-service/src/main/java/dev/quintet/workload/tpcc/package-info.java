/**
 * TPC-C: schema, data, the five transactions and the consistency conditions.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">TPC-C 5.11</a>
 */
package dev.quintet.workload.tpcc;
