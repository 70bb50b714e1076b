public import Calendars

extension Job {
  /// The JSON Schema of job files, for editors; made from the declarations by which they are read.
  public static var jsonSchema: JSON {
    JobDeclaration.mapping.jsonSchema(id: "job.schema.json", title: "Almanac job file")
  }
}
