#include "render/haru.hpp"

#include <hpdf_doc.h>

namespace fengqiao::render {
namespace {

template <class T> T* check(T* object) {
  if (object == nullptr) throw HaruFailure{HPDF_FAILD_TO_ALLOC_MEM, 0};
  return object;
}

const char* colour_space(int components) {
  return components == 1 ? "DeviceGray" : components == 4 ? "DeviceCMYK" : "DeviceRGB";
}

HPDF_Dict decode_parameters(HPDF_MMgr memory, const Image& image) {
  HPDF_Dict parameters = check(HPDF_Dict_New(memory));
  if (image.encoding == ImageEncoding::jpeg) {
    HPDF_Dict_AddNumber(parameters, "ColorTransform", 0);
    return parameters;
  }
  HPDF_Dict_AddNumber(parameters, "Predictor", 15);
  HPDF_Dict_AddNumber(parameters, "Colors", image.components);
  HPDF_Dict_AddNumber(parameters, "BitsPerComponent", 8);
  HPDF_Dict_AddNumber(parameters, "Columns", static_cast<HPDF_INT32>(image.width));
  return parameters;
}

} // namespace

HPDF_XObject HaruDocument::add_image(const Image& image) {
  HPDF_Dict object = check(HPDF_DictStream_New(doc_->mmgr, doc_->xref));
  object->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
  HPDF_Dict_AddName(object, "Type", "XObject");
  HPDF_Dict_AddName(object, "Subtype", "Image");
  HPDF_Dict_AddNumber(object, "Width", static_cast<HPDF_INT32>(image.width));
  HPDF_Dict_AddNumber(object, "Height", static_cast<HPDF_INT32>(image.height));
  HPDF_Dict_AddName(object, "ColorSpace", colour_space(image.components));
  HPDF_Dict_AddNumber(object, "BitsPerComponent", 8);
  if (image.inverted) {
    HPDF_Array decode = check(HPDF_Array_New(doc_->mmgr));
    HPDF_Dict_Add(object, "Decode", decode);
    for (int i = 0; i < 8; ++i)
      HPDF_Array_AddNumber(decode, i % 2 == 0 ? 1 : 0);
  }
  if (image.encoding == ImageEncoding::jpeg)
    object->filter = HPDF_STREAM_FILTER_DCT_DECODE;
  else
    mark_deflated(object);
  if (image.encoding == ImageEncoding::flate || image.plain_rgb)
    HPDF_Dict_Add(object, "DecodeParms", decode_parameters(doc_->mmgr, image));
  const auto* bytes = reinterpret_cast<const HPDF_BYTE*>(image.bytes.data());
  const HPDF_STATUS status =
      HPDF_Stream_Write(object->stream, bytes, static_cast<HPDF_UINT>(image.bytes.size()));
  if (status != HPDF_OK) throw HaruFailure{status, 0};
  return object;
}

} // namespace fengqiao::render
