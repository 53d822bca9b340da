using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MailOps.PowerShell.Tests;

/// <summary>Members of System.Management.Automation as text, <c>Type::Name(signature)</c>: what an assembly uses, what one defines.</summary>
internal static class EngineMembers
{
    private const string Engine = "System.Management.Automation";

    public static HashSet<string> UsedBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeReferences)
        {
            if (IsOfEngine(reader, handle))
            {
                used.Add(SignatureText.NameOf(reader, handle));
            }
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (DeclaringType(reader, member.Parent) is { } type)
            {
                used.Add(type + "::" + reader.GetString(member.Name) + SignatureOf(reader, member));
            }
        }

        return used;
    }

    public static HashSet<string> DefinedBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var own = new Dictionary<string, (string? Base, List<string> Members)>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var members = type.GetMethods().Select(m => reader.GetMethodDefinition(m))
                .Select(m => reader.GetString(m.Name) + m.DecodeSignature(new SignatureText(), null!).ToText())
                .Concat(type.GetFields().Select(f => reader.GetFieldDefinition(f))
                    .Select(f => reader.GetString(f.Name) + " " + f.DecodeSignature(new SignatureText(), null!)))
                .ToList();
            own[SignatureText.NameOf(reader, handle)] = (BaseOf(reader, type.BaseType), members);
        }

        // A compiler may name a member by a type that only inherits it.
        var defined = new HashSet<string>(own.Keys, StringComparer.Ordinal);
        foreach (var name in own.Keys)
        {
            for (string? type = name; type is not null && own.TryGetValue(type, out var entry); type = entry.Base)
            {
                defined.UnionWith(entry.Members.Select(member => name + "::" + member));
            }
        }

        return defined;
    }

    private static string SignatureOf(MetadataReader reader, MemberReference member) =>
        member.GetKind() == MemberReferenceKind.Method
            ? member.DecodeMethodSignature(new SignatureText(), null!).ToText()
            : " " + member.DecodeFieldSignature(new SignatureText(), null!);

    private static string? DeclaringType(MetadataReader reader, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference when IsOfEngine(reader, (TypeReferenceHandle)parent):
                return SignatureText.NameOf(reader, (TypeReferenceHandle)parent);
            case HandleKind.TypeSpecification:
                // A generic type: the part before the arguments names it.
                var text = reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(new SignatureText(), null!);
                var name = text.Split('<')[0];
                return name.StartsWith(Engine + ".", StringComparison.Ordinal) ? name : null;
            default:
                return null;
        }
    }

    private static bool IsOfEngine(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.AssemblyReference
            && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == Engine;
    }

    private static string? BaseOf(MetadataReader reader, EntityHandle handle) =>
        !handle.IsNil && handle.Kind == HandleKind.TypeDefinition ? SignatureText.NameOf(reader, (TypeDefinitionHandle)handle) : null;
}

/// <summary>Types of a signature as text.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object>
{
    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var prefix = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) + "+"
            : reader.GetString(type.Namespace) + ".";
        return prefix + reader.GetString(type.Name);
    }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var prefix = type.GetDeclaringType() is { IsNil: false } declaring
            ? NameOf(reader, declaring) + "+"
            : reader.GetString(type.Namespace) + ".";
        return prefix + reader.GetString(type.Name);
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[" + shape.Rank + "]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType + "<" + string.Join(",", typeArguments) + ">";

    public string GetGenericMethodParameter(object genericContext, int index) => "!!" + index;

    public string GetGenericTypeParameter(object genericContext, int index) => "!" + index;

    // The nullable annotations of a compiler are no part of the identity.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "fnptr" + signature.ToText();
}

internal static class MethodSignatureText
{
    public static string ToText(this MethodSignature<string> signature) =>
        (signature.Header.IsInstance ? " instance " : " static ") + signature.ReturnType + "(" + string.Join(",", signature.ParameterTypes) + ")";
}
