// The pictures of one document: found below its folders, decoded once each, counted against a limit.
#pragma once

#include "render/image.hpp"
#include "render/markdown.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace fengqiao::render {

// Where a document's pictures lie: those named by the Markdown itself beside it (a template: in its folder),
// those named by a record's values beside the record. Empty: the working directory.
struct ImageFolders {
  std::filesystem::path markdown, record;
};

class ImageStore {
public:
  explicit ImageStore(ImageFolders folders) : folders_(std::move(folders)) {}

  // The picture of an image node. Errors name the picture in their message and the place in `file` (or in the
  // record) as `where`: what core/file_below.hpp and decode_image refuse; ErrorCode::limit once a document's
  // pictures together exceed limits::document_image_bytes.
  Result<std::shared_ptr<const Image>> get(const MdNode& node, const std::string& file);

  // The file as a data: URL, for HTML; it is decoded too, once, so that HTML shows what PDF prints. Each
  // mention counts against the same limit, since each one is written out.
  Result<std::string> data_url(const MdNode& node, const std::string& file);

private:
  using Key = std::pair<bool, std::string>; // from the record; path, in its shortest form
  static Key key_of(const MdNode& node);
  static Error too_large(const Key& key);
  Result<std::string> make_url(const Key& key) const;
  Result<std::string> read(const Key& key) const;
  Result<std::shared_ptr<const Image>> keep(const Key& key, const std::string& bytes);

  ImageFolders folders_;
  std::map<Key, Result<std::shared_ptr<const Image>>> known_;
  std::map<Key, Result<std::string>> urls_;
  std::size_t bytes_ = 0, url_bytes_ = 0;
};

} // namespace fengqiao::render
