SELECT sum(l_extendedprice * (1 - l_discount)) AS revenue
FROM lineitem, part
WHERE
  -- The conditions that all three have stand before them: else MariaDB joins every line with every part.
  p_partkey = l_partkey
  AND l_shipmode IN ('AIR', 'AIR REG')
  AND l_shipinstruct = 'DELIVER IN PERSON'
  AND (
    (
      p_brand = ':4'
      AND p_container IN ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')
      AND l_quantity >= :1 AND l_quantity <= :1 + 10
      AND p_size BETWEEN 1 AND 5
    )
    OR (
      p_brand = ':5'
      AND p_container IN ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')
      AND l_quantity >= :2 AND l_quantity <= :2 + 10
      AND p_size BETWEEN 1 AND 10
    )
    OR (
      p_brand = ':6'
      AND p_container IN ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')
      AND l_quantity >= :3 AND l_quantity <= :3 + 10
      AND p_size BETWEEN 1 AND 15
    )
  )
