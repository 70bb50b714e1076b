extension VerificationMarket {
  /// Two cities; in the first, spaces 1000... whose values repeat, so that every order has ties,
  /// and among them each reason for being missing.
  static let source = """
    insert into source.city values
      (1, 'lisbon', 'Lisbon', 'PT', null, 'Europe/Lisbon', 'EUR', 38.7, -9.1),
      (2, 'tokyo', 'Tokyo', 'JP', null, 'Asia/Tokyo', 'JPY', 35.7, 139.7);
    insert into source.venue values
      (1, 10, 'Baixa', 38.71, -9.14, true, '{}'), (1, 11, 'Alfama', 38.7119, -9.13, true, '{}'),
      (1, 12, 'Belém "3"', 38.6968, -9.2034, true, '{}'), (1, 13, 'Shut', 38.7, -9.1, false, '{}'),
      (2, 20, 'Ginza', 35.67, 139.76, true, '{}'), (2, 21, 'Ueno', 35.7141, 139.7774, true, '{}');
    insert into source.space
    select
      1, 10 + n % 3, 1000 + n, 'Space ' || n, (array['desk', 'hall', 'flat', 'room'])[n % 4 + 1],
      (array[1, 4, 8, 9, 120])[n % 5 + 1], (array[1, 1, 2, 14])[n % 4 + 1],
      (array[1500, 2000, 3333, 3334, 10000, 9007199254])[n % 6 + 1],
      (array[4.5, 4.865, null, 3.2, 0, 5])[n % 6 + 1], n % 17 <> 0, '{}'
    from generate_series(1, 60) as n;
    insert into source.space values
      (1, 13, 1100, 'In a shut venue', 'desk', 2, 1, 1000, 4, true, '{}'),
      (1, 10, 1101, 'Unpriced', 'desk', 2, 1, null, 4, true, '{}'),
      (1, 10, 1102, 'Priced by override', 'desk', 2, 1, null, 4, true, '{}'),
      (1, 12, 1103, 'Penny', 'room', 2, 1, 1, 4, true, '{}'),
      (2, 20, 9007199254740993, '会議室', 'room', 10, 2, 9999, 3.2, true, '{}'),
      (2, 21, 9007199254740995, 'Room', 'room', 10, 2, 9999, 3.2, true, '{}'),
      (2, 21, 2003, 'Desk', 'desk', 1, 3, 0, null, true, '{}');
    insert into source.add_on values
      (1, 'wifi', 'Wi-Fi'), (1, 'projector', 'Projector'), (1, 'catering', 'Catering'),
      (1, 'parking', 'Parking'), (2, 'wifi', 'Wi-Fi');
    insert into source.space_add_on
    select 1, 1000 + n, a.add_on, null
    from generate_series(1, 60) as n
    inner join (values ('wifi', 2), ('projector', 3), ('catering', 4), ('parking', 6))
      as a (add_on, step) on n % a.step = 0;
    insert into source.space_add_on values (2, 2003, 'wifi', 100);
    insert into source.booking
    select
      1, 1000 + n, n, date '2026-11-30' + n % 5, date '2026-11-30' + n % 5 + 1 + n % 2,
      1 + n % 2
    from generate_series(1, 60, 2) as n;
    insert into source.booking values
      (1, 1003, 901, '2026-11-01', '2026-11-30', 9), (1, 1003, 902, '2026-12-06', '2026-12-30', 9),
      (1, 1023, 903, '2026-12-01', '2026-12-05', 13), (1, 1027, 904, '2026-11-30', '2026-12-06', 3),
      (1, 1027, 905, '2026-12-01', '2026-12-02', 4), (2, 2003, 906, '2026-12-01', '2026-12-02', 3);
    insert into source.price_override
    select
      1, 1000 + n, date '2026-11-30' + n % 4, date '2026-11-30' + n % 4 + 2,
      (array[777, 2000, 3333])[n % 3 + 1]
    from generate_series(1, 60, 4) as n;
    insert into source.price_override values
      (1, 1008, '2026-11-30', '2026-12-06', 4100), (1, 1008, '2026-12-01', '2026-12-04', 4300),
      (1, 1008, '2026-12-01', '2026-12-05', 4200), (1, 1008, '2026-12-01', '2026-12-02', 4400),
      (1, 1102, '2026-12-01', '2026-12-02', 2500), (2, 2003, '2026-12-04', '2026-12-06', 250);
    """
}
