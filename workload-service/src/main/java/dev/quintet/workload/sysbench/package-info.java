/**
 * sysbench's OLTP scripts: the same tables and statements as sysbench 1.0, so that either runs on the other's data.
 *
 * @see <a href="https://github.com/akopytov/sysbench/tree/1.0.20/src/lua">sysbench 1.0.20</a>
 */
package dev.quintet.workload.sysbench;
