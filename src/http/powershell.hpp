// A request as a command for Windows PowerShell 5.1 and PowerShell 7. It uses .NET's HttpClient and
// not Invoke-WebRequest, because the two versions of that differ in what they do with an answer
// that is an error, and not curl.exe, because the quotes in an argument for a program get lost in
// 5.1. Secrets as in http/curl.hpp, from $env:NAME.
//
// The command is printable ASCII with line feeds, whatever the request holds: everything else is
// written as [char]0x1B, since 5.1 guesses the encoding of a script and a terminal obeys control
// characters. Literals are in single quotes, where PowerShell expands nothing and only the quote is
// doubled (about_Quoting_Rules).
//
//   & {
//   $request = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::new('POST'), ...)
//   [void]$request.Headers.TryAddWithoutValidation('Authorization', 'Basic ' + ...)
//   ...
//   }
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"
#include "json/result.hpp"

#include <string>

namespace http {

// Error::code "not_text" for a request that is not UTF-8: PowerShell's strings are Unicode.
Result<std::string> powershell_command(const Request& request, const Secrets& secrets);

} // namespace http
