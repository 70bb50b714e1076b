/// SQL that gives the rows of a market's large cells the blocks that a build gives them.
enum Blocks {
  /// The block of each card in its category, as a relation of `city_id`, `card_id` and `block`.
  static let ofCards = """
    (
      select
        s.city_id,
        s.card_id,
        (
          row_number() over (
            partition by s.city_id, s.category_id order by s.strip, atan2(s.y, s.x), s.card_id
          ) - 1
        ) / 64 + 1 as block
      from (
        select
          c.*,
          (row_number() over (partition by c.city_id, c.category_id order by c.z) - 1)
          / (64 * ceil(sqrt(count(*) over (partition by c.city_id, c.category_id) / 64.0))::bigint)
            as strip
        from almanac.card as c
      ) as s
    )
    """

  /// Writes what the blocks of all rows hold.
  static let insert = """
    insert into almanac.result_block
    select
      city_id, version, category_id, block, count(*), bit_or(add_ons), min(capacity),
      max(capacity), min(price_minor), max(price_minor), min(x), max(x), min(y), max(y), min(z),
      max(z)
    from almanac.result
    where block > 0
    group by city_id, version, category_id, block;
    """
}
