import ArgumentParser
import Foundation

/// The file that this process was started from.
enum ProgramFile {
  /// Another program, or another build of it, has another.
  static var identity: String {
    let version = Almanac.configuration.version
    guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
      let file = try? FileManager.default.attributesOfItem(atPath: path),
      let size = file[.size], let date = file[.modificationDate] as? Date
    else { return version }
    return "\(version) \(size) \(date.timeIntervalSince1970)"
  }
}
