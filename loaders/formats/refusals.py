"""Why a file cannot be read: one small error a case, with a code for the report and the remedy in two languages."""


class UnreadableError(ValueError):
    """A file that no reader can read as it is; `code` is the reason in the report of a build."""

    code = "E_READ"


class EmptyFileError(UnreadableError):
    code = "E_EMPTY"

    def __init__(self) -> None:
        super().__init__(
            "Tệp không có chữ nào; hãy kiểm tra lại tệp gốc. / The file has no text; look at the original."
        )


class EncodingError(UnreadableError):
    code = "E_ENCODING"

    def __init__(self, at: int, guess: str = "") -> None:
        told = f", {guess}?" if guess else ""
        super().__init__(
            f"Không rõ bảng mã của tệp (byte {at}{told}); hãy mở tệp rồi lưu lại bằng mã UTF-8. / "
            f"The encoding of the file is not clear (byte {at}{told}); open it and save it as UTF-8."
        )


class WrongTypeError(UnreadableError):
    code = "E_TYPE"

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"Nội dung tệp không phải {wanted}; hãy đổi đuôi tệp cho đúng hoặc lưu lại bằng {wanted}. / "
            f"The file does not hold {wanted}; give it its right suffix, or save it again as {wanted}."
        )


class PasswordError(UnreadableError):
    code = "E_PASSWORD"

    def __init__(self) -> None:
        super().__init__(
            "Tệp có mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại. / "
            "The file has a password; open it, take the password off and save it again."
        )


class OldWordError(UnreadableError):
    code = "E_OLD_DOC"

    def __init__(self) -> None:
        super().__init__(
            "Tệp Word kiểu cũ (.doc); hãy lưu lại thành .docx, hoặc cài LibreOffice: apt-get install "
            "libreoffice-writer-nogui. / "
            "An old Word file (.doc); save it as .docx, or install LibreOffice: apt-get install "
            "libreoffice-writer-nogui."
        )


class NoOfficeError(UnreadableError):
    code = "E_NO_OFFICE"

    def __init__(self, suffix: str) -> None:
        super().__init__(
            f"Tệp {suffix} cần LibreOffice để đọc; hãy cài: apt-get install libreoffice-writer-nogui, hoặc lưu lại "
            f"thành .docx. / Reading {suffix} files needs LibreOffice; install it: apt-get install "
            "libreoffice-writer-nogui, or save the file as .docx."
        )


class ConversionError(UnreadableError):
    code = "E_OFFICE"

    def __init__(self, suffix: str) -> None:
        super().__init__(
            f"LibreOffice không mở được tệp {suffix} này; hãy mở bằng Word rồi lưu lại thành .docx. / "
            f"LibreOffice cannot open this {suffix} file; open it with Word and save it as .docx."
        )


class BrokenWordError(UnreadableError):
    code = "E_DOCX_BROKEN"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Tệp .docx hỏng ({detail}); hãy xin lại tệp, hoặc mở bằng Word để sửa rồi lưu lại. / "
            f"The .docx file is broken ({detail}); ask for it again, or repair it with Word and save it."
        )


class BrokenArchiveError(UnreadableError):
    code = "E_ZIP_BROKEN"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Tệp nén hỏng hoặc nén theo cách lạ ({detail}); hãy giải nén thành một thư mục rồi dựng lại. / "
            f"The archive is broken or packed in an unusual way ({detail}); unpack it to a folder and build again."
        )


class BrokenSheetError(UnreadableError):
    code = "E_SHEET_BROKEN"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Bảng tính hỏng ({detail}); hãy mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx. / "
            f"The spreadsheet is broken ({detail}); open it with Excel or LibreOffice and save it as .xlsx."
        )


class DoctypeError(UnreadableError):
    code = "E_DTD"

    def __init__(self, part: str) -> None:
        super().__init__(
            f"Phần {part} có khai báo DTD, Word và Excel không bao giờ ghi như vậy nên không mở; hãy lưu lại. / "
            f"The part {part} declares a DTD, which Word and Excel never write, so it is not opened; save it again."
        )


class DepthError(UnreadableError):
    code = "E_DOCX_DEPTH"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Bảng hoặc khối lồng nhau quá {limit} lớp; hãy chép nội dung sang một tệp mới. / "
            f"Tables or blocks nested over {limit} deep; copy the contents to a new file."
        )


class TooBigError(UnreadableError):
    code = "E_TOO_BIG"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Tệp nở ra quá lớn khi mở ({detail}) nên không mở; hãy chia nhỏ hoặc lưu lại. / "
            f"The file would grow too large when opened ({detail}), so it is not; split it, or save it again."
        )


class MemberNameError(UnreadableError):
    code = "E_ZIP_NAME"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp nén chứa tên không an toàn ({name!r}) nên không mở; hãy lưu lại bằng Word. / "
            f"The archive holds an unsafe name ({name!r}), so it is not opened; pack or save it again."
        )


class BrokenPdfError(UnreadableError):
    code = "E_PDF_BROKEN"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Tệp PDF hỏng ({detail}); hãy xin lại tệp hoặc in lại thành PDF. / "
            f"The PDF is broken ({detail}); ask for it again, or print it to PDF again."
        )


class NoRecogniserError(UnreadableError):
    code = "E_NO_OCR"

    def __init__(self) -> None:
        super().__init__(
            "chỉ có ảnh chụp, và máy chưa có Tesseract với tiếng Việt để nhận dạng chữ; hãy cài: "
            "apt-get install tesseract-ocr tesseract-ocr-vie, rồi dựng lại. / "
            "only a picture, and this machine has no Tesseract with Vietnamese to recognise it; install it: "
            "apt-get install tesseract-ocr tesseract-ocr-vie, and build again."
        )


class RecogniserError(UnreadableError):
    code = "E_OCR"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"không nhận dạng được chữ trong ảnh ({detail}); hãy quét lại rõ hơn. / "
            f"the words in the picture could not be recognised ({detail}); scan it again."
        )


class BrokenImageError(UnreadableError):
    code = "E_IMAGE_BROKEN"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Tệp ảnh hỏng ({detail}); hãy xin lại tệp hoặc quét lại. / "
            f"The picture is broken ({detail}); ask for it again, or scan it again."
        )
