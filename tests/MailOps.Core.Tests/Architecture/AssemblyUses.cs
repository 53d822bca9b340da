using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MailOps.Tests.Architecture;

/// <summary>
/// Which namespaces of an assembly use which others of the same assembly, read from metadata and IL: signatures, base types, locals and
/// every instruction. A <c>using</c> line proves nothing, and a fully qualified name hides from a text search.
/// </summary>
internal sealed class AssemblyUses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (int)(ushort)o.Value, o => o.OperandType);

    private readonly MetadataReader _reader;
    private readonly PEReader _image;
    private readonly Collector _collector;
    private readonly HashSet<Use> _uses = [];

    private AssemblyUses(PEReader image)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _collector = new Collector(this);
    }

    /// <summary>Reads all uses; the same pair of types is named once.</summary>
    public static IReadOnlyCollection<Use> Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var uses = new AssemblyUses(image);
        foreach (var handle in uses._reader.TypeDefinitions)
        {
            uses.ReadType(handle);
        }

        return uses._uses;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        _collector.User = Outermost(handle);
        Visit(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Visit(_reader.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields())
        {
            _reader.GetFieldDefinition(field).DecodeSignature(_collector, null);
        }

        foreach (var method in type.GetMethods())
        {
            var definition = _reader.GetMethodDefinition(method);
            definition.DecodeSignature(_collector, null);
            foreach (var parameter in definition.GetGenericParameters().SelectMany(p => _reader.GetGenericParameter(p).GetConstraints()))
            {
                Visit(_reader.GetGenericParameterConstraint(parameter).Type);
            }

            if (definition.RelativeVirtualAddress != 0)
            {
                ReadBody(_image.GetMethodBody(definition.RelativeVirtualAddress));
            }
        }

        foreach (var attribute in type.GetCustomAttributes())
        {
            Visit(_reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void ReadBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Visit(region.CatchType);
        }

        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            int code = il.ReadByte();
            if (code == 0xfe)
            {
                code = 0xfe00 | il.ReadByte();
            }

            switch (Operands[code])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var cases = il.ReadInt32();
                    il.Offset += 4 * cases;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Visit(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }
    }

    private void Visit(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_collector, null);
                break;
            case HandleKind.MethodDefinition:
                Add(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Visit(_reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Visit(specification.Method);
                specification.DecodeSignature(_collector, null);
                break;
        }
    }

    private void Add(TypeDefinitionHandle used)
    {
        var name = Outermost(used);
        if (name != _collector.User)
        {
            _uses.Add(new Use(_collector.User, name));
        }
    }

    private TypeName Outermost(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        }

        return new TypeName(_reader.GetString(type.Namespace), _reader.GetString(type.Name));
    }

    internal readonly record struct TypeName(string Namespace, string Name)
    {
        public override string ToString() => Namespace + "." + Name;
    }

    internal readonly record struct Use(TypeName User, TypeName Used);

    private sealed class Collector(AssemblyUses owner) : ISignatureTypeProvider<int, object?>
    {
        public TypeName User { get; set; }

        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            owner.Add(handle);
            return 0;
        }

        public int GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            owner.Visit(handle);
            return 0;
        }

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? context, int index) => 0;

        public int GetGenericTypeParameter(object? context, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;
    }
}
