extension Query {
  /// The statements of `SQL/source`, on the schema `source` and on an import's staging tables; a
  /// test compares them with the folder.
  public static let source: [Query] = [
    claimCity,
    clearCity,
    createSourceTables,
    createStaging,
    importAddOns,
    importBookings,
    importNotes,
    importPriceOverrides,
    importRejectListings,
    importRejectUnknownListings,
    importSettleOverlaps,
    importSpaceAddOns,
    importSpaces,
    importSurvey,
    importVenues,
    relationKinds,
  ]

  public static let claimCity = Query(
    "claim_city", PackageResources.claim_city_sql)
  public static let clearCity = Query(
    "clear_city", PackageResources.clear_city_sql)
  /// Several statements; changes nothing where the tables exist.
  public static let createSourceTables = Query(
    "create_source_tables", PackageResources.create_source_tables_sql)
  /// Several statements, inside the import's transaction.
  public static let createStaging = Query(
    "create_staging", PackageResources.create_staging_sql)
  public static let importAddOns = Query(
    "import_add_ons", PackageResources.import_add_ons_sql)
  public static let importBookings = Query(
    "import_bookings", PackageResources.import_bookings_sql)
  public static let importNotes = Query(
    "import_notes", PackageResources.import_notes_sql)
  public static let importPriceOverrides = Query(
    "import_price_overrides", PackageResources.import_price_overrides_sql)
  public static let importRejectListings = Query(
    "import_reject_listings", PackageResources.import_reject_listings_sql)
  public static let importRejectUnknownListings = Query(
    "import_reject_unknown_listings", PackageResources.import_reject_unknown_listings_sql)
  public static let importSettleOverlaps = Query(
    "import_settle_overlaps", PackageResources.import_settle_overlaps_sql)
  public static let importSpaceAddOns = Query(
    "import_space_add_ons", PackageResources.import_space_add_ons_sql)
  public static let importSpaces = Query(
    "import_spaces", PackageResources.import_spaces_sql)
  public static let importSurvey = Query(
    "import_survey", PackageResources.import_survey_sql)
  public static let importVenues = Query(
    "import_venues", PackageResources.import_venues_sql)
  public static let relationKinds = Query(
    "relation_kinds", PackageResources.relation_kinds_sql)
}
